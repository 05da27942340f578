/** Test sets of any number of rows, as files: labels with patients, and scores that know something. */
import { closeSync, existsSync, openSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { randomSource, seedFrom } from '#baselines/random-source';
import { FINDINGS } from '#lib/server/demo/findings';

const SEPARATION = 1.2;
const IMAGES_PER_PATIENT = 3;
/** Rows that are written at once. */
const CHUNK = 20_000;

export const idOf = (row: number): string => `${String(row).padStart(8, '0')}_000.png`;

/** What a float32 of a network is printed as. */
const printed = (score: number): string => String(Number(Math.fround(score).toPrecision(8)));

/** Writes truth and submission of n rows, unless they are there; always the same files. */
export function writeSet(
	folder: string,
	name: string,
	n: number,
): { truthPath: string; submissionPath: string } {
	const truthPath = join(folder, `${name}-${n}-truth.csv`);
	const submissionPath = join(folder, `${name}-${n}.csv`);
	if (existsSync(submissionPath)) return { truthPath, submissionPath };
	const random = randomSource(seedFrom(1, name));
	const [truth, submission] = [openSync(truthPath, 'w'), openSync(submissionPath, 'w')];
	const labels = FINDINGS.map((finding) => finding.name);
	writeSync(truth, `Image Index,Patient ID,${labels.join(',')}\n`);
	writeSync(submission, `Image Index,${labels.join(',')}\n`);
	for (let start = 0; start < n; start += CHUNK) {
		const [yTrue, yScore]: [string[], string[]] = [[], []];
		for (let row = start; row < Math.min(n, start + CHUNK); row++) {
			const truths = FINDINGS.map(({ prevalence }) => Number(random.uniform() < prevalence));
			const scores = truths.map((y) => 1 / (1 + Math.exp(2 - SEPARATION * y - random.normal())));
			yTrue.push(`${idOf(row)},${Math.floor(row / IMAGES_PER_PATIENT)},${truths.join(',')}\n`);
			yScore.push(`${idOf(row)},${scores.map(printed).join(',')}\n`);
		}
		writeSync(truth, yTrue.join(''));
		writeSync(submission, yScore.join(''));
	}
	closeSync(truth);
	closeSync(submission);
	return { truthPath, submissionPath };
}
