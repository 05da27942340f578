/** demo-opacity: opacity or none, binary, in the shape of reference system S2. */
import { randomSource, seedFrom } from '#baselines/random-source';
import { opacityPages } from './pages/opacity.ts';
import { opacityReported } from '#lib/reported/opacity';
import { simulateAge, splitByPatient } from './simulate/cohort.ts';
import { labelTalent, modelNoise } from './simulate/noise.ts';
import { logit, sigmoid } from './simulate/normal.ts';
import { shuffledClasses } from './simulate/shuffle.ts';
import type { DemoPlan } from './types.ts';

type Appearance = 'Negative' | 'Typical' | 'Indeterminate' | 'Atypical';

/** Test: the counts of the thesis' final test set. Train: four times as many. */
const TEST_COUNTS: Record<Appearance, number> = {
	Negative: 342,
	Typical: 586,
	Indeterminate: 242,
	Atypical: 97,
};
const PUBLIC_SHARE = 0.4;
/** Separation from negative images, in standard deviations: typical opacities are plain to see. */
const SEPARATION: Record<Appearance, number> = {
	Negative: 0,
	Typical: 2.1,
	Indeterminate: 1.1,
	Atypical: 0.9,
};
const OPACITY_SHARE = 925 / 1267;
const MEAN_SEPARATION = 1.6;
const MEAN_AGE: Record<Appearance, number> = {
	Negative: 49,
	Typical: 57,
	Indeterminate: 55,
	Atypical: 54,
};

function simulateTable(seed: number, prefix: string, times: number) {
	const counts = Object.entries(TEST_COUNTS).map(([name, n]) => [name as Appearance, n * times]);
	const random = randomSource(seedFrom(seed, 'opacity', prefix));
	const appearance = shuffledClasses(random, counts as [Appearance, number][]);
	return {
		appearance,
		table: {
			ids: appearance.map((_, i) => `${prefix}-${String(i + 1).padStart(5, '0')}`),
			yTrue: [Uint8Array.from(appearance, (name) => Number(name !== 'Negative'))],
			metadata: {
				Age: appearance.map((name) => String(simulateAge(random, MEAN_AGE[name], 17))),
				Sex: appearance.map(() => (random.uniform() < 0.44 ? 'F' : 'M')),
			},
		},
	};
}

export function planOpacity(seed: number): DemoPlan {
	const { table: train } = simulateTable(seed, 'train', 4);
	const { appearance, table } = simulateTable(seed, 'test', 1);
	return {
		seed,
		config: {
			slug: 'demo-opacity',
			title: 'Opacity or none (demo)',
			summary:
				'Does a radiograph show an opacity? 1,267 images with generated labels, in the shape of SIIM-FISABIO-RSNA COVID-19.',
			task: 'binary',
			id: 'image',
			labels: ['opacity'],
			negative: 'none',
			metric: 'accuracy',
			metrics: ['auroc', 'brier'],
			threshold: 0.5,
			subgroups: ['Appearance', 'Sex', 'Age'],
			bands: { Age: [40, 60] },
			show: { subgroups: 'always' },
			limits: { per_day: 5, final: 2 },
			reported: opacityReported(),
		},
		pages: opacityPages({ test: table.ids.length, train: train.ids.length }),
		train,
		test: {
			...table,
			usage: splitByPatient(seed, table.ids, PUBLIC_SHARE),
			hidden: { Appearance: appearance, ...table.metadata },
		},
		predict(model) {
			const [noise] = modelNoise(seed, model, ['opacity'], table.ids.length);
			const skill = model.skill * labelTalent(seed, model, 'opacity');
			const mean = MEAN_SEPARATION * skill;
			const base = logit(OPACITY_SHARE) - (mean * mean) / 2;
			return [
				noise!.map((e, row) => {
					const x = SEPARATION[appearance[row]!] * skill + e;
					return sigmoid(base + mean * x);
				}),
			];
		},
		exampleSkills: [0.3, 0.7, 1.1],
	};
}
