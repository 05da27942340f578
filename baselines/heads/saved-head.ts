/** Trained heads as JSON, and back, to the last bit. */
import { z } from 'zod';
import type { PhowData } from '../features/phow.ts';
import type { ModelData, TreesData } from './model-data.ts';
import type { Task } from './one-vs-rest.ts';
import { packNumbers, packedNumbers } from './packed-numbers.ts';
import type { Tree } from './tree/tree.ts';

export interface SavedHead {
	task: Task;
	/** Length of the feature vector. */
	columns: number;
	/** One a label. */
	models: readonly ModelData[];
	/** Visual words, where features are made of them. */
	words?: PhowData | undefined;
}

const VERSION = 1;

/** All trees one after the other; `nodes` says how many each has. */
function packTrees({ trees, ...rest }: TreesData) {
	const all = (of: (tree: Tree) => readonly number[]) => trees.flatMap(of);
	return {
		...rest,
		nodes: packNumbers(
			'i32',
			all(({ value }) => [value.length]),
		),
		feature: packNumbers(
			'i32',
			all(({ feature }) => feature),
		),
		threshold: packNumbers(
			'f64',
			all(({ threshold }) => threshold),
		),
		left: packNumbers(
			'i32',
			all(({ left }) => left),
		),
		right: packNumbers(
			'i32',
			all(({ right }) => right),
		),
		value: packNumbers(
			'f64',
			all(({ value }) => value),
		),
	};
}

function packModel(model: ModelData): object {
	if (model.kind === 'constant') return model;
	if (model.kind === 'trees') return packTrees(model);
	const { coefficients, scaling, ...rest } = model;
	return {
		...rest,
		coefficients: packNumbers('f64', coefficients),
		scaling: scaling && {
			mean: packNumbers('f64', scaling.mean),
			inverse: packNumbers('f64', scaling.inverse),
		},
	};
}

export const headToJson = ({ models, words, ...rest }: SavedHead): string =>
	JSON.stringify({
		...{ version: VERSION, ...rest, models: models.map(packModel) },
		words: words && { ...words, centres: packNumbers('f32', words.centres) },
	});

const doubles = packedNumbers('f64');
const integers = packedNumbers('i32');

const constant = z.object({ kind: z.literal('constant'), score: z.number() });
const linear = z.object({
	kind: z.literal('linear'),
	coefficients: doubles,
	intercept: z.number(),
	scaling: z.object({ mean: doubles, inverse: doubles }).nullable(),
});
const trees = z
	.object({
		...{ kind: z.literal('trees'), start: z.number(), factor: z.number() },
		link: z.enum(['sigmoid', 'identity']),
		...{ nodes: integers, feature: integers, threshold: doubles },
		...{ left: integers, right: integers, value: doubles },
	})
	.transform(({ nodes, feature, threshold, left, right, value, ...rest }): TreesData => {
		let end = 0;
		const grown = Array.from(nodes, (count): Tree => {
			const own = (all: ArrayLike<number>) =>
				Array.from({ length: count }, (_, node) => all[end - count + node]!);
			end += count;
			return {
				...{ feature: own(feature), threshold: own(threshold) },
				...{ left: own(left), right: own(right), value: own(value) },
			};
		});
		return { ...rest, trees: grown };
	});

const file = z.object({
	version: z.literal(VERSION),
	task: z.enum(['binary', 'multiclass', 'multilabel']),
	columns: z.int().positive(),
	models: z.array(z.union([constant, linear, trees])).min(1),
	words: z
		.object({
			...{ cells: z.array(z.number()), step: z.number(), pyramid: z.array(z.number()) },
			centres: packedNumbers('f32'),
		})
		.optional(),
});

/** Children come behind their parent, so that every row ends at a leaf. */
function fitsTree({ feature, left, right, value }: Tree, columns: number): boolean {
	const below = (child: number, node: number) => child > node && child < value.length;
	return (
		value.length > 0 &&
		value.every((v) => v !== undefined) &&
		feature.every((f, k) => f < 0 || (f < columns && below(left[k]!, k) && below(right[k]!, k)))
	);
}

function fits(model: ModelData, columns: number): boolean {
	if (model.kind === 'constant') return true;
	if (model.kind === 'trees') return model.trees.every((tree) => fitsTree(tree, columns));
	const { coefficients, scaling } = model;
	const lengths = [coefficients, ...(scaling ? [scaling.mean, scaling.inverse] : [])];
	return lengths.every(({ length }) => length === columns);
}

/** Null where the text is no head of this version, or parts of it do not fit together. */
export function headFromJson(text: string): SavedHead | null {
	let json: unknown;
	try {
		json = JSON.parse(text);
	} catch {
		return null;
	}
	const { success, data } = file.safeParse(json);
	if (!success || !data.models.every((model) => fits(model, data.columns))) return null;
	const { version: _version, ...head } = data;
	return head;
}
