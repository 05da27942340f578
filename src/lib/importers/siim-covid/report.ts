/** Where the labels by study and by image of SIIM-FISABIO-RSNA contradict each other. */
import { grouped, plural } from '#scorer/csv/text';
import { countBy, rowsBy } from '../kit/cells.ts';
import type { ReportItem } from '../types.ts';
import type { Images } from './images.ts';
import { APPEARANCES } from './types.ts';

function boxConflicts({ ids, studies, classes, boxes }: Images): ReportItem[] {
	const rows = ids.map((_, row) => row);
	const noBox = rows.filter((row) => classes[row] !== 0 && boxes[row] === 0);
	const boxed = rows.filter((row) => classes[row] === 0 && boxes[row]! > 0);
	const byStudy = rowsBy(studies);
	const affected = new Set(noBox.map((row) => studies[row]!));
	const bare = [...affected].filter((study) => byStudy.get(study)!.every((row) => !boxes[row]));
	const items: ReportItem[] = [];
	if (noBox.length) {
		items.push({
			code: 'opacity_without_box',
			severity: 'conflict',
			detail: `${plural(noBox.length, 'image')} of ${plural(affected.size, 'opacity study', 'opacity studies')} ${noBox.length === 1 ? 'carries' : 'carry'} no box (image label "none"); in ${plural(bare.length, 'of these studies', 'of these studies')} no image carries one.`,
			treatment:
				'Each task takes one of the two labels: opacity, negative and four-classes the study’s, no-box the image’s.',
			count: noBox.length,
			examples: noBox.slice(0, 5).map((row) => ids[row]!),
		});
	}
	if (boxed.length) {
		items.push({
			code: 'box_without_opacity',
			severity: 'conflict',
			detail: `${plural(boxed.length, 'image')} of studies negative for pneumonia ${boxed.length === 1 ? 'carries' : 'carry'} a box.`,
			count: boxed.length,
			examples: boxed.slice(0, 5).map((row) => ids[row]!),
		});
	}
	return items;
}

function studyItems({ studies, withoutImage }: Images): ReportItem[] {
	const sizes = countBy(studies);
	const several = [...sizes.values()].filter((n) => n > 1).length;
	const most = Math.max(...sizes.values());
	const items: ReportItem[] = [];
	if (several) {
		items.push({
			code: 'several_images_per_study',
			severity: 'note',
			detail: `${plural(several, 'study has', 'studies have')} more than one image, up to ${most}; all of them have the label of the study.`,
			treatment: 'Images of a study are on the same side of every split.',
			count: several,
		});
	}
	if (withoutImage.length) {
		items.push({
			code: 'study_without_image',
			severity: 'conflict',
			detail: `${plural(withoutImage.length, 'study has', 'studies have')} a label and no image.`,
			treatment: 'They were left out.',
			count: withoutImage.length,
			examples: withoutImage.slice(0, 5),
		});
	}
	return items;
}

export function reportOnSiim(images: Images): ReportItem[] {
	const counts = countBy(images.classes);
	const rows = APPEARANCES.map((name, k) => [name, counts.get(k) ?? 0] as const);
	return [
		...boxConflicts(images),
		...studyItems(images),
		{
			code: 'class_counts',
			severity: 'note',
			detail: `${grouped(images.ids.length)} images of ${grouped(new Set(images.studies).size)} studies, by the appearance of their study:`,
			table: { columns: ['Appearance', 'Images'], rows },
		},
	];
}
