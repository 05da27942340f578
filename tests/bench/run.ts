/**
 * `npm run bench`: one submission of 22,433 rows and 14 findings from bytes to scores on all splits,
 * and the same with scikit-learn where there is one, in the same run on the same machine.
 */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { cpus, tmpdir } from 'node:os';
import { join } from 'node:path';
import { Bench } from 'tinybench';
import {
	parseSolution,
	scoreSubmission,
	submissionFormat,
	validateSubmission,
} from '#scorer/index';
import { formatTable, type Cell } from '../../src/cli/format/table.ts';
import { generateSet, ROWS, SPEC } from './generated-set.ts';
import { findPython, scoreInPython } from './python.ts';

const SECONDS = Number(process.env.HOLDOUT_BENCH_SECONDS ?? 5);
/** Both sides compute sums of the same ranks; they may differ in the last digits only. */
const TOLERANCE = 1e-12;

const median = (values: number[]) => {
	const sorted = [...values].sort((a, b) => a - b);
	return (
		(sorted[Math.floor((sorted.length - 1) / 2)]! + sorted[Math.ceil((sorted.length - 1) / 2)]!) / 2
	);
};

const { solution: solutionBytes, submission } = generateSet();
const parsed = parseSolution(solutionBytes, SPEC);
if (!parsed.ok) throw new Error(JSON.stringify(parsed.problems));
const { solution } = parsed;
const format = submissionFormat(SPEC, solution);

function score(): [number, number, number] {
	const result = scoreSubmission(submission, solution, SPEC);
	if (!result.ok) throw new Error(JSON.stringify(result.problems));
	const { public: open, private: hidden, all } = result.splits;
	return [open.score!, hidden!.score!, all!.score!];
}

const bench = new Bench({ time: SECONDS * 1000, warmupTime: 500, retainSamples: true });
bench.add('score a submission (check, align, 14 × AUROC and ROC, 3 splits)', () => void score());
bench.add('of which: check and align', () => void validateSubmission(submission, format));
bench.add(
	'parse the solution (once per competition)',
	() => void parseSolution(solutionBytes, SPEC),
);
await bench.run();

const rows: Cell[][] = bench.tasks.map(({ name, result }) => {
	if (!('latency' in result)) throw new Error(`${name} did not complete`);
	const samples = result.latency.samples ?? [];
	return [`Holdout: ${name}`, median([...samples]), Math.min(...samples), samples.length];
});

function addPython(): string {
	const python = findPython();
	if (!python) return 'No Python with scikit-learn here: nothing to compare with.';
	const folder = mkdtempSync(join(tmpdir(), 'holdout-bench-'));
	try {
		const paths = ['solution.csv', 'submission.csv'].map((name) => join(folder, name));
		writeFileSync(paths[0]!, solutionBytes);
		writeFileSync(paths[1]!, submission);
		const { reader, sklearn, times, scores } = scoreInPython(python, paths[0]!, paths[1]!, SECONDS);
		const far = Math.max(...score().map((value, i) => Math.abs(value - scores[i]!)));
		if (far > TOLERANCE) throw new Error(`scikit-learn differs by ${far}`);
		const name = `Python: score it (${reader}, scikit-learn ${sklearn}, AUROC only, 3 splits)`;
		rows.push([name, median(times), Math.min(...times), times.length]);
		const ratio = median(times) / (rows[0]![1] as number);
		return `Python takes ${ratio.toFixed(1)} times as long; largest difference of a score ${far.toExponential(1)}.`;
	} finally {
		rmSync(folder, { recursive: true, force: true });
	}
}

const verdict = addPython();
const size = (submission.length / 1e6).toFixed(1);
console.log(`${ROWS.toLocaleString('en-US')} rows × ${SPEC.labels.length} findings, ${size} MB`);
console.log(
	`Node ${process.versions.node}, ${cpus().length} × ${cpus()[0]?.model ?? 'unknown CPU'}\n`,
);
const columns = [
	{ title: '' },
	{ title: 'median ms', align: 'right' as const, decimals: 1 },
	{ title: 'best ms', align: 'right' as const, decimals: 1 },
	{ title: 'runs', align: 'right' as const },
];
console.log(formatTable(columns, rows).join('\n'));
console.log(`\n${verdict}`);
