/** The images of a data set as a recipe wants them, in three splits. */
import {
	equaliseAll,
	splitByPatient,
	type DataNotice,
	type ImageDataset,
	type LoadedSplit,
	type Split,
} from '../../data/index.ts';
import type { ImageSpec } from '../../recipes/types.ts';
import { TrainingError } from '../error.ts';
import type { OnEvent } from '../events.ts';

export interface RunImages {
	train: LoadedSplit<'train'>;
	/** Null where patients are too few for one. */
	validation: LoadedSplit<'validation'> | null;
	/** Null where the data set has no test images. */
	test: LoadedSplit<'test'> | null;
	/** The validation images were taken out of the training ones. */
	carved: boolean;
	notices: DataNotice[];
}

/** Share of the training patients that become the validation split where the data set has none. */
export const CARVED_SHARE = 0.1;

export class DataRefused extends TrainingError {
	readonly problems;
	constructor(
		problems: Extract<Awaited<ReturnType<ImageDataset['load']>>, { ok: false }>['problems'],
	) {
		super(
			'data_refused',
			'Some images cannot be used:',
			'Correct or remove them, and start again.',
		);
		this.problems = problems;
	}
}

/** Rows of a split as a split of their own. */
export function takeSplit<S extends Split>(
	images: LoadedSplit,
	rows: readonly number[],
	split: S,
): LoadedSplit<S> {
	const area = images.size ** 2;
	const pixels = new Uint8Array(rows.length * area);
	rows.forEach((row, k) =>
		pixels.set(images.pixels.subarray(row * area, (row + 1) * area), k * area),
	);
	const pick = <T>(column: readonly T[]) => rows.map((row) => column[row]!);
	const metadata = Object.entries(images.metadata).map(([name, cells]) => [name, pick(cells)]);
	return {
		split,
		ids: pick(images.ids),
		patients: pick(images.patients),
		metadata: Object.fromEntries(metadata) as Record<string, string[]>,
		yTrue: images.yTrue.map((y) => Uint8Array.from(rows, (row) => y[row]!)),
		size: images.size,
		pixels,
	};
}

/** Takes a tenth of the patients out of the training split, by their name and the seed. */
export function carveValidation(images: LoadedSplit<'train'>, seed: number) {
	const shares = { train: 1 - CARVED_SHARE, validation: CARVED_SHARE, test: 0 };
	const splits = splitByPatient(images.patients, seed, shares);
	const rowsOf = (wanted: Split) => splits.flatMap((split, row) => (split === wanted ? [row] : []));
	const [train, validation] = [rowsOf('train'), rowsOf('validation')];
	if (!validation.length || !train.length) return { train: images, validation: null };
	return {
		train: takeSplit(images, train, 'train'),
		validation: takeSplit(images, validation, 'validation'),
	};
}

/** Null where the data set has none of it. @throws {DataRefused} */
export async function loadSplit<S extends Split>(
	dataset: ImageDataset,
	split: S,
	spec: Pick<ImageSpec, 'fit' | 'kernel' | 'equalise'> & { size: number },
	onEvent: OnEvent,
	signal?: AbortSignal,
): Promise<{ images: LoadedSplit<S> | null; notices: DataNotice[] }> {
	if (!dataset.splits.includes(split)) return { images: null, notices: [] };
	const { size, fit, kernel, equalise } = spec;
	const loaded = await dataset.load(split, {
		...{ size, ...(fit && { fit }), ...(kernel && { kernel }), ...(signal && { signal }) },
		onProgress: (share) => onEvent({ kind: 'work', what: `Reading ${split} images`, share }),
	});
	if (!loaded.ok) throw new DataRefused(loaded.problems);
	const { images, notices } = loaded;
	return { images: equalise ? equaliseAll(images) : images, notices };
}

/**
 * Reads all images; what cannot be read is told at once.
 * @param size edge that they are brought to
 * @throws {DataRefused}
 */
export async function loadImages(
	{ dataset, unlabelled }: { dataset: ImageDataset; unlabelled?: ImageDataset | null | undefined },
	spec: Pick<ImageSpec, 'fit' | 'kernel' | 'equalise'>,
	{
		size,
		seed,
		onEvent,
		signal,
	}: { size: number; seed: number; onEvent: OnEvent; signal?: AbortSignal | undefined },
): Promise<RunImages> {
	const at = { ...spec, size };
	const train = await loadSplit(dataset, 'train', at, onEvent, signal);
	const validation = await loadSplit(dataset, 'validation', at, onEvent, signal);
	const tested = dataset.splits.includes('test') || !unlabelled ? dataset : unlabelled;
	const test = await loadSplit(tested, 'test', at, onEvent, signal);
	const notices = [train, validation, test].flatMap((part) => part.notices);
	if (!train.images) {
		throw new TrainingError(
			'data_refused',
			'There are no training images.',
			'Mark some rows as train.',
		);
	}
	const own = { test: test.images, notices };
	if (validation.images) {
		return { train: train.images, validation: validation.images, carved: false, ...own };
	}
	const parts = carveValidation(train.images, seed);
	return { ...parts, carved: parts.validation !== null, ...own };
}
