import { execFileSync } from 'node:child_process';
import { join } from 'node:path';

export interface PythonRun {
	reader: string;
	sklearn: string;
	/** Milliseconds of each run. */
	times: number[];
	/** Mean AUROC of the public, the private and all rows. */
	scores: [number, number, number];
}

const CANDIDATES = ['python3', '/usr/bin/python3'];

function has(python: string, ...modules: string[]): boolean {
	try {
		execFileSync(python, ['-c', `import ${modules.join(', ')}`], { stdio: 'ignore' });
		return true;
	} catch {
		return false;
	}
}

/** A Python with scikit-learn, one with pandas if there is one; null without any. */
export function findPython(): string | null {
	const usable = CANDIDATES.filter((python) => has(python, 'sklearn'));
	return usable.find((python) => has(python, 'pandas')) ?? usable[0] ?? null;
}

export function scoreInPython(
	python: string,
	solution: string,
	submission: string,
	seconds: number,
): PythonRun {
	const script = join(import.meta.dirname, 'scores.py');
	const args = [script, solution, submission, String(seconds)];
	return JSON.parse(execFileSync(python, args, { encoding: 'utf8' })) as PythonRun;
}
