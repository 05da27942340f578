/** Two small generated files, so that the page can be tried without any. Always the same. */

const LABELS = ['Edema', 'Effusion', 'Nodule'];
const PREVALENCE = [0.3, 0.2, 0.08];
const ROWS = 600;
/** Two rows of each patient. */
const patientOf = (i: number) => `p${Math.floor(i / 2) + 1}`;

/** A number in [0, 1) from two others (mulberry32 by Tommy Ettinger, one step). */
function noise(i: number, k: number): number {
	let t = (i * 0x9e3779b1 + k * 0x85ebca6b + 0x6d2b79f5) | 0;
	t = Math.imul(t ^ (t >>> 15), t | 1);
	t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
	return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
}

/** About normal: the sum of six even ones. */
function deviate(i: number, k: number): number {
	let sum = 0;
	for (let part = 0; part < 6; part++) sum += noise(i, 31 * k + part + 100);
	return (sum - 3) * Math.SQRT2;
}

const isPositive = (i: number, k: number) => noise(i, k) < PREVALENCE[k]!;

/** The posterior of two normals whose means lie this many standard deviations apart. */
const APART = [1.6, 1.9, 0.9];
function probability(i: number, k: number): number {
	const [d, prior] = [APART[k]!, PREVALENCE[k]!];
	const x = d * Number(isPositive(i, k)) + deviate(i, k);
	return 1 / (1 + Math.exp(-(Math.log(prior / (1 - prior)) + d * x - (d * d) / 2)));
}

function csv(name: string, header: readonly string[], row: (i: number) => (string | number)[]) {
	const lines = Array.from({ length: ROWS }, (_, i) => row(i).join(','));
	return new File([`${header.join(',')}\n${lines.join('\n')}\n`], name, { type: 'text/csv' });
}

export const exampleLabels = (): File =>
	csv('example-labels.csv', ['image', ...LABELS, 'Patient'], (i) => [
		`img-${i + 1}`,
		...LABELS.map((_, k) => Number(isPositive(i, k))),
		patientOf(i),
	]);

export const examplePredictions = (): File =>
	csv('example-predictions.csv', ['image', ...LABELS], (i) => [
		`img-${i + 1}`,
		...LABELS.map((_, k) => probability(i, k).toFixed(4)),
	]);
