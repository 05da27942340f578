/** demo-covid-3: three looks of a lung, in the shape of reference system S5. */
import { demoCohort } from './cohort.ts';
import { covid3Pages } from './pages/covid-3.ts';
import { labelTalent, modelNoise } from './simulate/noise.ts';
import type { DemoPlan } from './types.ts';

const SLUG = 'demo-covid-3';
const CLASSES = ['Consolidation', 'Haze', 'Normal'];
/** How far the logit of the true class stands out, and of the class that it is mistaken for. */
const SEPARATION = [3.9, 3.3, 3.6];
const LOOKS_LIKE: Record<number, [other: number, by: number]> = {
	0: [1, 0.7],
	1: [2, 0.9],
	2: [1, 0.7],
};

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
	const { csv, train, test, drawn, planned } = demoCohort(SLUG, seed, CLASSES);
	const classes = test.ids.map((_, row) => drawn.findIndex((column) => column[row] === 1));
	return {
		seed,
		config: {
			slug: SLUG,
			title: 'Consolidation, haze or normal on drawn radiographs (demo)',
			summary:
				'Three classes on 720 thorax phantoms, as many of each. Drawn images, in the shape of the COVID-19 Radiography Database.',
			task: 'multiclass',
			id: 'image',
			labels: CLASSES,
			target: 'class',
			metric: 'accuracy',
			metrics: ['hand_till_auroc', 'log_loss'],
			ranking: 'mean_rank',
			group: 'Patient ID',
			subgroups: ['Sex', 'View', 'Age'],
			bands: { Age: [40, 60] },
			show: { subgroups: 'always' },
			limits: { per_day: 10, final: 2 },
		},
		pages: covid3Pages(planned),
		...{ csv, train, test },
		predict(model) {
			const noise = modelNoise(seed, model, CLASSES, test.ids.length);
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
		exampleSkills: [0.3, 0.6, 0.85],
	};
}
