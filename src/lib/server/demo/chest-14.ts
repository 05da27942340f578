/** demo-chest-14: fourteen findings, multi-label, in the shape of reference system S3. */
import { randomSource, seedFrom } from '#baselines/random-source';
import { FINDINGS, type Finding } from './findings.ts';
import { chest14Pages } from './pages/chest-14.ts';
import { chest14Reported } from '#lib/reported/chest-14';
import { simulateCohort, splitByPatient, type SimulatedImage } from './simulate/cohort.ts';
import { labelTalent, modelNoise } from './simulate/noise.ts';
import { logit, separationFor, sigmoid } from './simulate/normal.ts';
import type { DemoPlan, SimulatedTable } from './types.ts';

const ROWS = { train: 6_000, test: 3_000 };
const PUBLIC_SHARE = 0.4;
const LABELS = FINDINGS.map(({ name }) => name);

/** How much likelier than others this patient is to have the finding. */
const weight = (finding: Finding, { view, sex, age, severity }: SimulatedImage) =>
	severity *
	(view === 'AP' ? finding.ap : 1) *
	(sex === 'F' ? finding.women : 1) *
	(age >= 60 ? finding.old : 1);

function simulateLabels(seed: number, prefix: string, images: SimulatedImage[]): Uint8Array[] {
	return FINDINGS.map((finding) => {
		const { uniform } = randomSource(seedFrom(seed, prefix, finding.name));
		const weights = images.map((image) => weight(finding, image));
		const mean = weights.reduce((sum, w) => sum + w, 0) / weights.length;
		return Uint8Array.from(weights, (w) => Number(uniform() < (finding.prevalence * w) / mean));
	});
}

function simulateTable(seed: number, prefix: string, rows: number) {
	const images = simulateCohort(seed, prefix, rows);
	const table: SimulatedTable = {
		ids: images.map(({ id }) => id),
		yTrue: simulateLabels(seed, prefix, images),
		metadata: {
			Age: images.map(({ age }) => String(age)),
			Sex: images.map(({ sex }) => sex),
			View: images.map(({ view }) => view),
		},
	};
	return { images, table };
}

/** Mean of the three published AUROCs above chance: what a good network finds easy or hard. */
const difficulty = ({ published: [wang, yao, rajpurkar] }: Finding) =>
	separationFor((wang + yao + rajpurkar) / 300);

export function planChest14(seed: number): DemoPlan {
	const train = simulateTable(seed, 'train', ROWS.train).table;
	const { images, table } = simulateTable(seed, 'test', ROWS.test);
	const patients = images.map(({ patient }) => patient);
	return {
		seed,
		config: {
			slug: 'demo-chest-14',
			title: 'Fourteen findings on chest radiographs (demo)',
			summary:
				'Which of fourteen findings does each of 3,000 radiographs show? Generated labels, in the shape of ChestX-ray14.',
			task: 'multilabel',
			id: 'Image Index',
			labels: LABELS,
			metric: 'mean_auroc',
			metrics: ['weighted_auroc', 'hamming_loss'],
			group: 'Patient ID',
			subgroups: ['Sex', 'View', 'Age'],
			bands: { Age: [40, 60] },
			// Most findings are rare: at 0.5 hardly any would ever be decided for.
			threshold: Object.fromEntries(FINDINGS.map(({ name, prevalence }) => [name, prevalence * 2])),
			show: { subgroups: 'always' },
			limits: { per_day: 5, final: 2 },
			reported: chest14Reported(),
		},
		pages: chest14Pages(ROWS),
		train,
		test: {
			...table,
			usage: splitByPatient(seed, patients, PUBLIC_SHARE),
			hidden: { 'Patient ID': patients, ...table.metadata },
		},
		predict(model) {
			const noise = modelNoise(seed, model, LABELS, ROWS.test);
			return FINDINGS.map((finding, k) => {
				const d = difficulty(finding) * model.skill * labelTalent(seed, model, finding.name);
				// The posterior of two normals of equal variance, so that scores are probabilities.
				const base = logit(finding.prevalence) - (d * d) / 2;
				return noise[k]!.map((e, row) => sigmoid(base + d * (d * table.yTrue[k]![row]! + e)));
			});
		},
		exampleSkills: [0.35, 0.75, 1.1],
	};
}
