/** How much of a team's public score may be owed to its having been chosen from many. */
import { Random } from '../stats/random.ts';
import type { Evidence } from '../types.ts';
import { BoardNoise } from './noise.ts';

export interface Attempt {
	score: number;
	/** Of the public split. */
	evidence: Evidence | null;
}

export interface Adaptivity {
	/** Public scores that the team has seen. */
	attempts: number;
	/**
	 * By how much the best of these scores is expected to exceed what its file is worth, had all files
	 * been made without looking at the board: the mean, over simulated test sets, of the error of
	 * whichever came out best. Null where no evidence is kept.
	 */
	optimism: number | null;
}

const DRAWS = 400;
/** Files beyond so many are not drawn: the best ones decide, and those are kept. */
const AT_MOST = 200;

/**
 * The optimism of the best of a team's attempts (parametric bootstrap of the maximum). Files that are
 * alike err alike, so a hundred copies of one file add nothing, and a hundred noisy ones much.
 * @param seed of the simulated test sets
 */
export function adaptivityOf(
	attempts: readonly Attempt[],
	higherIsBetter: boolean,
	seed: number,
): Adaptivity {
	const sign = higherIsBetter ? 1 : -1;
	const kept = attempts
		.flatMap(({ score, evidence }) => (evidence ? [{ score: sign * score, evidence }] : []))
		.sort((a, b) => b.score - a.score)
		.slice(0, AT_MOST);
	const first = kept[0]?.evidence;
	const alike = kept.filter(
		({ evidence }) =>
			evidence.kind === first!.kind && evidence.values.length === first!.values.length,
	);
	if (alike.length === 0) return { attempts: attempts.length, optimism: null };
	const noise = new BoardNoise(alike.map(({ evidence }) => evidence));
	const random = new Random(seed);
	const errors = new Float64Array(alike.length);
	let sum = 0;
	for (let draw = 0; draw < DRAWS; draw++) {
		noise.draw(random, errors);
		let best = 0;
		for (let i = 1; i < alike.length; i++) {
			if (alike[i]!.score + sign * errors[i]! > alike[best]!.score + sign * errors[best]!) best = i;
		}
		sum += sign * errors[best]!;
	}
	return { attempts: attempts.length, optimism: Math.max(0, sum / DRAWS) };
}
