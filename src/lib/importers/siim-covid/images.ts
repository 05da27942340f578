/** The images of SIIM-FISABIO-RSNA, each with the class of its study. */
import { plural, quoted } from '#scorer/csv/text';
import { checkIds, faultAt, readBinary } from '../kit/cells.ts';
import type { Fault, Faults } from '../kit/faults.ts';
import type { Table } from '../kit/table.ts';
import { CLASSES } from './types.ts';

export interface Images {
	/** Without the ending `_image`. */
	ids: string[];
	/** Without the ending `_study`. */
	studies: string[];
	/** Index into APPEARANCES, of the study. */
	classes: number[];
	/** Boxes per image. */
	boxes: number[];
	/** Studies of the study table that no image names. */
	withoutImage: string[];
}

const shown = (examples: readonly string[]) => examples.slice(0, 3).map(quoted).join(', ');

const NOT_ONE_CLASS: Fault = {
	code: 'bad_label',
	detail: (count) => `${plural(count, 'study is', 'studies are')} not of exactly one class.`,
	remedy: 'Take train_study_level.csv as Kaggle gives it out.',
};
const NO_STUDY: Fault = {
	code: 'unknown_id',
	detail: (count, examples) =>
		`${plural(count, 'image names a study', 'images name studies')} that the study table does not have: ${shown(examples)}.`,
	remedy: 'Take both files from the same download.',
};
const BAD_BOXES: Fault = {
	code: 'bad_value',
	detail: (count, examples) =>
		`${plural(count, 'label is', 'labels are')} neither none nor boxes: ${shown(examples)}.`,
	remedy: 'A label is "none 1 0 0 1 1", or "opacity 1 x y x y" once per box.',
};

function classesOf(studies: Table, faults: Faults): Map<string, number> {
	const columns = CLASSES.map((name) => readBinary(studies, name, faults));
	return new Map(
		studies.column('id').map((id, row) => {
			const ones = columns.flatMap((column, k) => (column[row] === 1 ? [k] : []));
			if (ones.length !== 1) faultAt(faults, NOT_ONE_CLASS, studies, row, 'id');
			return [id.replace(/_study$/, ''), ones[0] ?? 0];
		}),
	);
}

/** Boxes in `opacity 1 x y x y opacity 1 …`; `none 1 0 0 1 1` has none. Null for anything else. */
function countBoxes(label: string): number | null {
	const words = label.split(/\s+/);
	const names = words.filter((_, i) => i % 6 === 0);
	if (words.length % 6 !== 0) return null;
	if (names.length === 1 && names[0] === 'none') return 0;
	return names.every((name) => name === 'opacity') ? names.length : null;
}

/** Gives each image the class of its study; null, with the reasons among the faults, where that fails. */
export function matchStudies(studies: Table, images: Table, faults: Faults): Images | null {
	checkIds(studies, 'id', faults);
	checkIds(images, 'id', faults);
	const classOf = classesOf(studies, faults);
	const ofImages = images.column('StudyInstanceUID');
	ofImages.forEach((study, row) => {
		if (!classOf.has(study)) faultAt(faults, NO_STUDY, images, row, 'StudyInstanceUID');
	});
	const boxes = images.column('label').map((label, row) => {
		const count = countBoxes(label);
		if (count === null) faultAt(faults, BAD_BOXES, images, row, 'label');
		return count ?? 0;
	});
	if (!faults.isEmpty) return null;
	const named = new Set(ofImages);
	return {
		ids: images.column('id').map((id) => id.replace(/_image$/, '')),
		studies: [...ofImages],
		classes: ofImages.map((study) => classOf.get(study)!),
		boxes,
		withoutImage: [...classOf.keys()].filter((study) => !named.has(study)),
	};
}
