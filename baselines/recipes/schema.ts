/** What a recipe looks like in a file that somebody else may have written, such as a model card. */
import { z } from 'zod';

const text = z.string().max(2_000);
const short = z.string().max(200);
const range = z.tuple([z.number(), z.number()]);
const weightDecay = z.number().optional();

const source = z.looseObject({
	system: z.enum(['S1', 'S2', 'S3', 'S4', 'S5']).nullable(),
	title: text,
	published: z
		.array(
			z.looseObject({
				figure: short,
				value: z.number(),
				of: short.optional(),
				on: z.enum(['validation', 'test']).optional(),
			}),
		)
		.max(500),
	chosen: text.optional(),
});

const common = { id: short, name: short, note: text, source };

const image = z.looseObject({
	size: z.number(),
	resize: z.number().optional(),
	channels: z.union([z.literal(1), z.literal(3)]),
	scale: z.enum(['architecture', 'unit', 'symmetric', 'imagenet']),
	equalise: z.boolean().optional(),
	centre: z.boolean().optional(),
	fit: z.enum(['stretch', 'pad', 'crop']).optional(),
});

const backbone = z.looseObject({
	model: short,
	weights: z.enum(['imagenet', 'random']),
	upTo: short.optional(),
	width: z.number().positive().optional(),
});

const layer = z.union([
	z.looseObject({ dropout: z.number() }),
	z.looseObject({ batchNorm: z.literal(true) }),
	z.looseObject({ dense: z.number(), activation: z.enum(['relu', 'linear']) }),
]);

const optimiser = z.discriminatedUnion('kind', [
	z.looseObject({
		...{ kind: z.literal('sgd'), weightDecay },
		momentum: z.number().optional(),
		nesterov: z.boolean().optional(),
	}),
	z.looseObject({ kind: z.literal('adam'), weightDecay }),
	z.looseObject({ kind: z.literal('nadam'), weightDecay }),
]);

const rate = z.number();
const schedule = z.discriminatedUnion('kind', [
	z.looseObject({ kind: z.literal('constant'), rate }),
	z.looseObject({ kind: z.literal('decay'), rate, decay: z.number() }),
	z.looseObject({
		kind: z.literal('cyclic'),
		low: z.number(),
		high: z.number(),
		epochsPerCycle: z.number(),
	}),
	z.looseObject({ kind: z.literal('one-cycle'), rate, warmUp: z.number() }),
]);

const phase = z.looseObject({
	name: short,
	train: z.union([z.enum(['head', 'all']), z.looseObject({ from: short })]),
	epochs: z.number(),
	...{ optimiser, learningRate: schedule },
	patience: z.number().optional(),
	norms: z.literal('frozen').optional(),
});

const augmentation = z.looseObject({
	flipHorizontal: z.number().optional(),
	flipVertical: z.number().optional(),
	rotation: range.optional(),
	zoom: range.optional(),
	shear: range.optional(),
	brightness: range.optional(),
	shift: range.optional(),
});

const most = z.number();
const beta = z.number();
const balance = z.discriminatedUnion('kind', [
	z.looseObject({ kind: z.literal('none') }),
	z.looseObject({ kind: z.literal('class-weights') }),
	z.looseObject({ kind: z.literal('class-balanced'), beta }),
	z.looseObject({ kind: z.literal('oversample'), most }),
	z.looseObject({ kind: z.literal('oversample-class-balanced'), most, beta }),
]);

const threshold = z.discriminatedUnion('kind', [
	z.looseObject({ kind: z.literal('fixed'), value: z.number() }),
	z.looseObject({ kind: z.literal('youden') }),
	z.looseObject({ kind: z.literal('sensitivity'), least: z.number() }),
]);

/** Every key that is read of a recipe; others are let through. */
export const recipeSchema = z.discriminatedUnion('method', [
	z.looseObject({ ...common, method: z.literal('trivial'), baseline: short }),
	z.looseObject({
		...{ ...common, method: z.literal('classical'), image, threshold },
		features: z.discriminatedUnion('kind', [
			z.looseObject({ kind: z.literal('backbone'), backbone }),
			z.looseObject({ kind: z.literal('phow') }),
		]),
		head: z.looseObject({ id: short, balanced: z.boolean().optional() }),
	}),
	z.looseObject({
		...{ ...common, method: z.literal('network'), image, backbone, balance, threshold },
		head: z.looseObject({
			layers: z.array(layer).max(50),
			output: z.enum(['sigmoid', 'softmax', 'by-task']),
		}),
		phases: z.array(phase).max(20),
		augmentation: augmentation.optional(),
		monitor: z.enum(['auroc', 'loss', 'accuracy', 'sensitivity']),
		batch: z.number(),
	}),
	z.looseObject({
		...{ ...common, method: z.literal('stack'), threshold },
		members: z.array(short).max(50),
		stacker: z.enum(['logistic-regression', 'boosted-trees']),
	}),
]);
