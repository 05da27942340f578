/** demo-chest-14: fourteen findings, multi-label, in the shape of reference system S3. */
import { findings } from '#baselines/phantoms/findings/index';
import { demoCohort } from './cohort.ts';
import { chest14Pages } from './pages/chest-14.ts';
import { chest14Reported } from '#lib/reported/chest-14';
import { labelTalent, modelNoise } from './simulate/noise.ts';
import { logit, separationFor, sigmoid } from './simulate/normal.ts';
import type { DemoPlan } from './types.ts';

const SLUG = 'demo-chest-14';
const LABELS: string[] = findings.map(({ name }) => name);

/**
 * AUROC, against what was drawn, of a simulated model of skill 1: large findings are plain, small and
 * faint ones are not.
 */
const EASE: Record<string, number> = {
	Atelectasis: 0.84,
	Cardiomegaly: 0.97,
	Effusion: 0.95,
	Infiltration: 0.85,
	Mass: 0.86,
	Nodule: 0.74,
	Pneumonia: 0.85,
	Pneumothorax: 0.88,
	Consolidation: 0.89,
	Edema: 0.96,
	Emphysema: 0.95,
	Fibrosis: 0.88,
	Pleural_Thickening: 0.84,
	Hernia: 0.92,
};

export function planChest14(seed: number): DemoPlan {
	const { csv, train, test, drawn, planned } = demoCohort(SLUG, seed, LABELS);
	return {
		seed,
		config: {
			slug: SLUG,
			title: 'Fourteen findings on drawn radiographs (demo)',
			summary:
				'Which of fourteen findings does each of 3,000 thorax phantoms show? Drawn images and generated labels, in the shape of ChestX-ray14.',
			task: 'multilabel',
			id: 'Image Index',
			labels: LABELS,
			metric: 'mean_auroc',
			metrics: ['weighted_auroc', 'hamming_loss'],
			group: 'Patient ID',
			subgroups: ['Sex', 'View', 'Age'],
			bands: { Age: [40, 60] },
			// Most findings are rare: at 0.5 hardly any would ever be decided for.
			threshold: Object.fromEntries(findings.map(({ name, prevalence }) => [name, prevalence * 2])),
			show: { subgroups: 'always' },
			limits: { per_day: 5, final: 2 },
			reported: chest14Reported(),
		},
		pages: chest14Pages(planned),
		...{ csv, train, test },
		predict(model) {
			const noise = modelNoise(seed, model, LABELS, test.ids.length);
			return findings.map(({ name, prevalence }, k) => {
				const d = separationFor(EASE[name]!) * model.skill * labelTalent(seed, model, name);
				// The posterior of two normals of equal variance, so that scores are probabilities.
				const base = logit(prevalence) - (d * d) / 2;
				return noise[k]!.map((e, row) => sigmoid(base + d * (d * drawn[k]![row]! + e)));
			});
		},
		exampleSkills: [0.3, 0.7, 1.12],
	};
}
