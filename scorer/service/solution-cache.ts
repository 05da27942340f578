/** Solutions that a worker has parsed, by content. */
import { readFile } from 'node:fs/promises';
import { parseSolution } from '../index.ts';
import type { Solution, TaskSpec } from '../types.ts';

const MAX_KEPT = 4;
/** Least recently used first. */
const kept = new Map<string, Solution>();

/**
 * The parsed solution of a competition. Throws where it cannot be read or parsed: it was checked
 * when it was imported, so that is our fault and no participant's.
 * @param hash of the file's bytes; the same file under another specification is parsed anew
 */
export async function loadSolution(path: string, hash: string, spec: TaskSpec): Promise<Solution> {
	const key = `${hash} ${JSON.stringify(spec)}`;
	const known = kept.get(key);
	if (known) {
		kept.delete(key);
		kept.set(key, known);
		return known;
	}
	const parsed = parseSolution(new Uint8Array(await readFile(path)), spec);
	if (!parsed.ok) {
		// Codes only: details of a solution are its labels.
		const codes = parsed.problems.map(({ code }) => code).join(', ');
		throw new Error(`The solution cannot be parsed: ${codes}`);
	}
	kept.set(key, parsed.solution);
	if (kept.size > MAX_KEPT) kept.delete(kept.keys().next().value!);
	return parsed.solution;
}
