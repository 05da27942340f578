/** One side of a comparison: a process that scores on request, so that both sides take turns. */
import { execFileSync, spawn } from 'node:child_process';
import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { build } from 'vite';
import type { BenchSet } from './sets.ts';

export interface Side {
	versions: string;
	/** AUROC per finding. */
	scores: number[];
	/** Bytes of memory before the first run and at its peak; Holdout's side only. */
	before?: number;
	peak?: number;
	/** Scores once more and returns the milliseconds. */
	run(): Promise<number>;
	close(): void;
}

/** Debian's, which has `python3-sklearn` and `python3-pandas`, may not be the first one on the path. */
const CANDIDATES = ['python3', '/usr/bin/python3'];

/** A Python with pandas and scikit-learn, or null. */
export function findPython(): string | null {
	const usable = CANDIDATES.find((python) => {
		try {
			execFileSync(python, ['-c', 'import pandas, sklearn'], { stdio: 'ignore' });
			return true;
		} catch {
			return false;
		}
	});
	return usable ?? null;
}

async function start(
	command: string,
	args: string[],
	set: BenchSet,
	folder: string,
): Promise<Side> {
	const task = join(folder, 'task.json');
	writeFileSync(task, JSON.stringify({ ...set.spec, columns: set.columns }));
	const child = spawn(command, [...args, set.truthPath, set.submissionPath, task], {
		stdio: ['pipe', 'pipe', 'inherit'],
	});
	const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
	const line = async (): Promise<unknown> => {
		const { value, done } = await lines.next();
		if (done) throw new Error(`${command} ended without an answer.`);
		return JSON.parse(value);
	};
	const ready = (await line()) as Pick<Side, 'versions' | 'scores' | 'before' | 'peak'>;
	return {
		...ready,
		async run() {
			child.stdin.write('\n');
			return (await line()) as number;
		},
		close: () => child.stdin.end(),
	};
}

const here = (name: string) => join(import.meta.dirname, name);

/** A process that has read the truth and the bytes of the submission, and scored it once. */
export const startPython = (python: string, set: BenchSet, folder: string): Promise<Side> =>
	start(python, [here('scores.py')], set, folder);

/** Built once per folder, as the server's worker is: what compiles TypeScript takes memory too. */
async function builtSide(folder: string): Promise<string> {
	const outDir = join(folder, 'built');
	const path = join(outDir, 'holdout-side.mjs');
	if (existsSync(path)) return path;
	await build({
		configFile: false,
		logLevel: 'error',
		ssr: { noExternal: true },
		build: {
			ssr: here('holdout-side.ts'),
			outDir,
			target: 'node20',
			rolldownOptions: { output: { entryFileNames: '[name].mjs' } },
		},
	});
	return path;
}

export const startHoldout = async (set: BenchSet, folder: string): Promise<Side> =>
	start(process.execPath, ['--expose-gc', await builtSide(folder)], set, folder);
