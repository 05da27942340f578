/** What the paths of Kermany's radiographs say: part, class and patient. */
import { plural, quoted } from '#scorer/csv/text';
import type { Fault, Faults } from '../kit/faults.ts';
import type { ListedImage } from '../types.ts';

export const CLASSES: readonly string[] = ['normal', 'bacteria', 'virus'];

export interface Radiograph {
	/** File name without its ending. */
	name: string;
	part: 'train' | 'test' | 'val';
	/** Index into CLASSES. */
	class: number;
	patient: string;
}

const PATH = /(?:^|\/)(train|test|val)\/(NORMAL|PNEUMONIA)\/([^/]+)\.(?:jpe?g|png)$/i;
const SICK = /^(person\d+)_(bacteria|virus)_/i;
const HEALTHY = /^((?:NORMAL2-)?IM-\d+)-/i;

const BAD_NAME: Fault = {
	code: 'bad_value',
	detail: (count, examples) =>
		`${plural(count, 'file name says', 'file names say')} neither patient nor kind: ${examples.slice(0, 3).map(quoted).join(', ')}.`,
	remedy:
		'Names look like person1_bacteria_2.jpeg and IM-0001-0001.jpeg; take the folder as published.',
};
const WRONG_FOLDER: Fault = {
	code: 'conflicting_rows',
	detail: (count, examples) =>
		`${plural(count, 'image lies', 'images lie')} in the folder of another class: ${examples.slice(0, 3).map(quoted).join(', ')}.`,
	remedy: 'Normal images lie in NORMAL, the others in PNEUMONIA; take the folder as published.',
};
const TWICE: Fault = {
	code: 'duplicate_id',
	detail: (count, examples) =>
		`${plural(count, 'file name is', 'file names are')} there more than once: ${examples.slice(0, 3).map(quoted).join(', ')}.`,
	remedy: 'Give one copy of the data set.',
};

function readName({ path }: ListedImage, faults: Faults): Radiograph | null {
	const [, part, folder, name] = PATH.exec(path)!;
	const place = { file: path, example: name! };
	const sick = SICK.exec(name!);
	const healthy = sick ? null : HEALTHY.exec(name!);
	if (!sick && !healthy) {
		faults.add(BAD_NAME, { ...place, file: folder! });
		return null;
	}
	if (Boolean(sick) !== (folder!.toUpperCase() === 'PNEUMONIA')) {
		faults.add(WRONG_FOLDER, { ...place, file: folder! });
	}
	return {
		name: name!,
		part: part!.toLowerCase() as Radiograph['part'],
		class: sick ? CLASSES.indexOf(sick[2]!.toLowerCase()) : 0,
		patient: (sick ?? healthy)![1]!,
	};
}

/** Reads every name; null where one cannot be read. Paths that are none of the data set must be left out before. */
export function readNames(images: readonly ListedImage[], faults: Faults): Radiograph[] | null {
	const seen = new Set<string>();
	const read = images.flatMap((image) => {
		const radiograph = readName(image, faults);
		if (radiograph && seen.has(radiograph.name)) {
			faults.add(TWICE, { file: image.path.split('/').at(-2)!, example: radiograph.name });
		}
		if (radiograph) seen.add(radiograph.name);
		return radiograph ? [radiograph] : [];
	});
	return faults.isEmpty ? read : null;
}
