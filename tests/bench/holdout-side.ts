/**
 * Holdout's side as a process of its own, with the protocol of scores.py: a line of JSON, then for
 * every line on standard input the milliseconds of one run. The truth is read before anything is
 * timed, line by line, so that the peak of memory is that of scoring.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { USAGE, type Solution, type TaskSpec } from '#scorer/index';
import { scoreAurocs } from './score-aurocs.ts';

const [truthPath, submissionPath, taskPath] = process.argv.slice(2) as [string, string, string];
const spec = JSON.parse(readFileSync(taskPath, 'utf8')) as TaskSpec;

/** Lines of a file of plain text, one at a time. */
function* linesOf(bytes: Buffer): Generator<string> {
	for (let at = 0; at < bytes.length;) {
		const end = bytes.indexOf(10, at);
		yield bytes.toString('latin1', at, end < 0 ? bytes.length : end);
		at = end < 0 ? bytes.length : end + 1;
	}
}

function readTruth(): Solution {
	const bytes = readFileSync(truthPath);
	const n = bytes.reduce((count, byte) => (byte === 10 ? count + 1 : count), -1);
	const lines = linesOf(bytes);
	const names = (lines.next().value as string).trim().split(',');
	const column = (name: string) => names.indexOf(name);
	const [id, group] = [column(spec.id), column(spec.group!)];
	const ids: string[] = [];
	const groups = new Int32Array(n);
	const yTrue = spec.labels.map(() => new Uint8Array(n));
	const columns = spec.labels.map(column);
	for (let row = 0; row < n; row++) {
		const cells = (lines.next().value as string).split(',');
		// A copy: a slice would keep the line alive.
		ids.push(Buffer.from(cells[id]!, 'latin1').toString('latin1'));
		groups[row] = Number(cells[group]);
		columns.forEach((at, k) => (yTrue[k]![row] = Number(cells[at])));
	}
	const rowOf = new Map(ids.map((name, row) => [name, row]));
	return { ids, rowOf, usage: new Uint8Array(n).fill(USAGE.public), yTrue, groups };
}

/**
 * Forgets what reading the truth took, so that the peak is that of scoring (Linux; elsewhere the
 * peak is that of the whole process). Returns the bytes of memory now.
 */
function startPeak(): number {
	globalThis.gc?.();
	try {
		writeFileSync('/proc/self/clear_refs', '5');
	} catch {
		// No such file, or not allowed.
	}
	return process.memoryUsage.rss();
}

/** Bytes of memory at the peak. */
function peakMemory(): number {
	try {
		const [, kilobytes] = /VmHWM:\s+(\d+)/.exec(readFileSync('/proc/self/status', 'utf8'))!;
		return 1024 * Number(kilobytes);
	} catch {
		return 1024 * process.resourceUsage().maxRSS;
	}
}

const solution = readTruth();
const submission: Uint8Array = readFileSync(submissionPath);
const before = startPeak();
const { areas, mean } = scoreAurocs(submission, solution, spec);
const peak = peakMemory();
const answer = { versions: `Node ${process.versions.node}`, scores: areas, mean, before, peak };
console.log(JSON.stringify(answer));
for await (const _ of createInterface({ input: process.stdin })) {
	const start = performance.now();
	scoreAurocs(submission, solution, spec);
	console.log(performance.now() - start);
}
