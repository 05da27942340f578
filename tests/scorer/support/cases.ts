/** Small competitions and the files that are sent to them. */
import {
	MISSING,
	USAGE,
	type Predictions,
	type Solution,
	type SubmissionFormat,
	type TaskSpec,
} from '#scorer/index';

export const encode = (text: string): Uint8Array => new TextEncoder().encode(text);

export const ids = (n: number): string[] =>
	Array.from({ length: n }, (_, i) => `${String(i + 1).padStart(8, '0')}_000.png`);

export const FINDINGS = ['Atelectasis', 'Edema', 'Pleural Effusion'];

export const format = (changes: Partial<SubmissionFormat> = {}): SubmissionFormat => ({
	task: 'multilabel',
	id: 'Image Index',
	labels: FINDINGS,
	rankBased: true,
	ids: ids(4),
	...changes,
});

export const spec = (changes: Partial<TaskSpec> = {}): TaskSpec => ({
	task: 'multilabel',
	id: 'Image Index',
	labels: FINDINGS,
	metric: 'mean_auroc',
	threshold: 0.5,
	missingLabels: 'error',
	...changes,
});

export const HEADER = ['Image Index', ...FINDINGS].join(',');

/** A valid submission to `format()` as lines, to be spoilt. */
export const goodLines = (): string[] => [
	HEADER,
	...ids(4).map((id, i) => `${id},0.${i + 1},0.${i + 2}5,0.${7 - i}`),
];

export const csv = (...lines: string[]): Uint8Array => encode(lines.join('\n') + '\n');

/** A solution from labels, all rows public unless a usage is given. */
export function solutionOf(yTrue: ArrayLike<number>[], usage?: ArrayLike<number>): Solution {
	const n = yTrue[0]!.length;
	const names = Array.from({ length: n }, (_, i) => `id-${i}`);
	return {
		ids: names,
		rowOf: new Map(names.map((id, i) => [id, i])),
		usage: usage ? Uint8Array.from(usage) : new Uint8Array(n).fill(USAGE.public),
		yTrue: yTrue.map((values) => Uint8Array.from(values)),
	};
}

export function multiclassSolution(classes: ArrayLike<number>, n: number): Solution {
	const oneHot = Array.from({ length: n }, (_, k) =>
		Array.from(classes, (value) => (value === MISSING ? MISSING : value === k ? 1 : 0)),
	);
	return { ...solutionOf(oneHot), classes: Uint8Array.from(classes) };
}

export const scoresOf = (yScore: ArrayLike<number>[]): Predictions => ({
	yScore: yScore.map((values) => Float64Array.from(values)),
});
