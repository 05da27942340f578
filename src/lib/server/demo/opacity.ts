/** demo-opacity: opacity or none, binary, in the shape of reference system S2. */
import { demoCohort } from './cohort.ts';
import { opacityPages } from './pages/opacity.ts';
import { opacityReported } from '#lib/reported/opacity';
import { labelTalent, modelNoise } from './simulate/noise.ts';
import { logit, sigmoid } from './simulate/normal.ts';
import type { DemoPlan } from './types.ts';

const SLUG = 'demo-opacity';
/** Separation from images without opacity, in standard deviations: haze is the hardest to see. */
const SEPARATION: Record<string, number> = {
	None: 0,
	Infiltration: 1.9,
	Pneumonia: 2.3,
	Consolidation: 2.9,
	Edema: 3.1,
};
const MEAN_SEPARATION = 2.4;
const OPACITY_SHARE = 925 / 1267;

export function planOpacity(seed: number): DemoPlan {
	const cohort = demoCohort(SLUG, seed, ['opacity'], (rows) => ({
		Appearance: rows.map(({ pattern }) => pattern!.name),
	}));
	const { csv, train, test, planned } = cohort;
	const appearance = test.hidden.Appearance!;
	return {
		seed,
		config: {
			slug: SLUG,
			title: 'Opacity or none on drawn radiographs (demo)',
			summary:
				'Does a thorax phantom show an opacity of the lung? 1,267 drawn images, in the shape of SIIM-FISABIO-RSNA COVID-19.',
			task: 'binary',
			id: 'image',
			labels: ['opacity'],
			negative: 'none',
			metric: 'accuracy',
			metrics: ['auroc', 'brier'],
			threshold: 0.5,
			group: 'Patient ID',
			subgroups: ['Appearance', 'Sex', 'View', 'Age'],
			bands: { Age: [40, 60] },
			show: { subgroups: 'always' },
			limits: { per_day: 5, final: 2 },
			reported: opacityReported(),
		},
		pages: opacityPages(planned),
		...{ csv, train, test },
		predict(model) {
			const [noise] = modelNoise(seed, model, ['opacity'], test.ids.length);
			const skill = model.skill * labelTalent(seed, model, 'opacity');
			const mean = MEAN_SEPARATION * skill;
			const base = logit(OPACITY_SHARE) - (mean * mean) / 2;
			return [
				noise!.map((e, row) => {
					const x = SEPARATION[appearance[row]!]! * skill + e;
					return sigmoid(base + mean * x);
				}),
			];
		},
		exampleSkills: [0.3, 0.65, 1],
	};
}
