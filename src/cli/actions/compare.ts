/** `holdout compare`: two files on the same rows, offline. */
import { compareFiles } from '#scorer/index';
import { maxUploadBytes } from '../environment.ts';
import { readCompetition, readInput } from '../files.ts';
import { formatComparison } from '../format/comparison.ts';
import { say, sayJson } from '../output.ts';
import { refuse } from '../outcome.ts';

/** Compares two files, and prints differences, intervals and p values. */
export async function compare(
	folderPath: string,
	pathA: string,
	pathB: string,
	{ json = false }: { json?: boolean },
): Promise<void> {
	const maxBytes = maxUploadBytes();
	const [a, b] = [await readInput(pathA, maxBytes), await readInput(pathB, maxBytes)];
	const { solution, spec, config } = await readCompetition(folderPath);
	const result = compareFiles(a, b, solution, spec, { maxBytes });
	if (!result.ok) {
		throw refuse(`${result.side === 'a' ? pathA : pathB} cannot be scored:`, {
			code: 'invalid_submission',
			problems: result.problems,
			notices: result.notices,
		});
	}
	const { comparison } = result;
	if (json) {
		return sayJson({ ok: true, competition: config.slug, a: pathA, b: pathB, ...comparison });
	}
	say(`a  ${pathA}\nb  ${pathB}\n`);
	say(formatComparison(comparison));
}
