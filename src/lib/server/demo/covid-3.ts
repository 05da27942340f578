/** demo-covid-3: COVID-19, normal or viral pneumonia, in the shape of reference system S5. */
import { randomSource, seedFrom } from '#baselines/random-source';
import { covid3Pages } from './pages/covid-3.ts';
import { simulateAge, splitByPatient } from './simulate/cohort.ts';
import { labelTalent, modelNoise } from './simulate/noise.ts';
import { shuffledClasses } from './simulate/shuffle.ts';
import type { DemoPlan } from './types.ts';

const CLASSES = ['COVID-19', 'Normal', 'Viral pneumonia'];
/** 3,600 images, as many of each class; one fifth is the test set. */
const PER_CLASS = { train: 960, test: 240 };
const PUBLIC_SHARE = 0.4;
/** How far the logit of the true class stands out, and of the class that it is mistaken for. */
const SEPARATION = [3.6, 3.2, 2.9];
const LOOKS_LIKE: Record<number, [other: number, by: number]> = {
	0: [2, 0.9],
	1: [2, 0.5],
	2: [0, 0.7],
};
const MEAN_AGE = [58, 45, 36];

function simulateTable(seed: number, prefix: string, perClass: number) {
	const random = randomSource(seedFrom(seed, 'covid', prefix));
	const classes = shuffledClasses(
		random,
		CLASSES.map((_, k) => [k, perClass] as const),
	);
	return {
		classes,
		table: {
			ids: classes.map((_, i) => `${prefix}-${String(i + 1).padStart(5, '0')}`),
			yTrue: CLASSES.map((_, k) => Uint8Array.from(classes, (c) => Number(c === k))),
			metadata: {
				Age: classes.map((c) => String(simulateAge(random, MEAN_AGE[c], 18))),
				Sex: classes.map(() => (random.uniform() < 0.45 ? 'F' : 'M')),
			},
		},
	};
}

/** Probabilities from logits, row by row. */
function softmax(logits: Float64Array[]): Float64Array[] {
	const out = logits.map((column) => new Float64Array(column.length));
	for (let row = 0; row < logits[0]!.length; row++) {
		const powers = logits.map((column) => Math.exp(column[row]!));
		const sum = powers.reduce((a, b) => a + b, 0);
		powers.forEach((power, k) => (out[k]![row] = power / sum));
	}
	return out;
}

export function planCovid3(seed: number): DemoPlan {
	const { table: train } = simulateTable(seed, 'train', PER_CLASS.train);
	const { classes, table } = simulateTable(seed, 'test', PER_CLASS.test);
	return {
		seed,
		config: {
			slug: 'demo-covid-3',
			title: 'COVID-19, normal or viral pneumonia (demo)',
			summary:
				'Three classes on 720 radiographs, as many of each. Generated labels, in the shape of the COVID-19 Radiography Database.',
			task: 'multiclass',
			id: 'image',
			labels: CLASSES,
			target: 'class',
			metric: 'accuracy',
			metrics: ['hand_till_auroc', 'log_loss'],
			ranking: 'mean_rank',
			subgroups: ['Sex', 'Age'],
			bands: { Age: [40, 60] },
			show: { subgroups: 'always' },
			limits: { per_day: 10, final: 2 },
		},
		pages: covid3Pages({ test: table.ids.length, train: train.ids.length }),
		train,
		test: {
			...table,
			usage: splitByPatient(seed, table.ids, PUBLIC_SHARE),
			hidden: table.metadata,
		},
		predict(model) {
			const noise = modelNoise(seed, model, CLASSES, table.ids.length);
			return softmax(
				noise.map((column, k) => {
					const talent = model.skill * labelTalent(seed, model, CLASSES[k]!);
					return column.map((e, row) => {
						const truth = classes[row]!;
						const [other, by] = LOOKS_LIKE[truth]!;
						const stands = truth === k ? SEPARATION[k]! : other === k ? by : 0;
						return stands * talent + e;
					});
				}),
			);
		},
		exampleSkills: [0.3, 0.6, 1],
	};
}
