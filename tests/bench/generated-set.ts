/** A test set of the size of ChestX-ray14's 22,433-image split, generated. */
import { csvCell, submissionCsv } from '#baselines/index';
import { randomSource, seedFrom } from '#baselines/random-source';
import { FINDINGS } from '#lib/server/demo/findings';
import type { TaskSpec } from '#scorer/types';

export const ROWS = 22_433;
const PUBLIC_SHARE = 0.3;
const SEPARATION = 1.2;

export const SPEC: TaskSpec = {
	task: 'multilabel',
	id: 'Image Index',
	labels: FINDINGS.map(({ name }) => name),
	metric: 'mean_auroc',
	threshold: 0.5,
	missingLabels: 'error',
};

/** Bytes of a solution and of a submission in another row order, as files come. */
export function generateSet(seed = 1): { solution: Uint8Array; submission: Uint8Array } {
	const { uniform } = randomSource(seedFrom(seed, 'usage'));
	const ids = Array.from({ length: ROWS }, (_, i) => `${String(i).padStart(8, '0')}_000.png`);
	const usage = ids.map(() => (uniform() < PUBLIC_SHARE ? 'Public' : 'Private'));
	const yTrue = FINDINGS.map(({ name, prevalence }) => {
		const random = randomSource(seedFrom(seed, 'label', name));
		return Uint8Array.from(ids, () => Number(random.uniform() < prevalence));
	});
	const yScore = FINDINGS.map(({ name }, k) => {
		const random = randomSource(seedFrom(seed, 'score', name));
		return Float64Array.from(yTrue[k]!, (y) => {
			return 1 / (1 + Math.exp(-(SEPARATION * y + random.normal() - 2)));
		});
	});
	const header = [SPEC.id, ...SPEC.labels, 'Usage'].map(csvCell).join(',');
	const rows = ids.map((id, i) => `${id},${yTrue.map((y) => y[i]).join(',')},${usage[i]}`);
	const solution = new TextEncoder().encode(`${header}\n${rows.join('\n')}\n`);
	const reversed = yScore.map((column) => column.slice().reverse());
	const submission = submissionCsv(SPEC.id, SPEC.labels, [...ids].reverse(), reversed);
	return { solution, submission };
}
