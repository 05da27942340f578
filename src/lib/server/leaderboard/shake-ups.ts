/** How far boards moved when their private split was published; computed on a scorer thread, and kept. */
import type { ShakeUp } from '#scorer/index';
import type { ScorerPool } from '#scorer/service/pool';
import type { Services } from '../services.ts';
import type { BoardEntry } from './place.ts';

/** A team that is on both boards. */
export interface OnBoth {
	open: BoardEntry;
	hidden: BoardEntry;
}

export interface ShakeUps {
	/** @param key of the boards: competition and revision */
	of(key: string, teams: readonly OnBoth[], higherIsBetter: boolean): Promise<ShakeUp>;
}

const MOST_KEPT = 20;

export function createShakeUps({
	files,
	pool,
}: Pick<Services, 'files'> & { pool: Pick<ScorerPool, 'shakeUp'> }): ShakeUps {
	const kept = new Map<string, Promise<ShakeUp>>();

	function compute(teams: readonly OnBoth[], higherIsBetter: boolean): Promise<ShakeUp> {
		const named = teams.flatMap(({ open, hidden }) => [open.evidence ?? [], hidden.evidence ?? []]);
		return files.withPaths(named.flat(), (paths) => {
			let next = 0;
			const pathOf = ({ evidence }: BoardEntry) => (evidence === null ? null : paths[next++]!);
			const entries = teams.map(({ open, hidden }) => ({
				...{ publicScore: open.score, privateScore: hidden.score },
				...{ publicPath: pathOf(open), privatePath: pathOf(hidden) },
			}));
			return pool.shakeUp({ entries, higherIsBetter });
		});
	}

	return {
		of(key, teams, higherIsBetter) {
			const known = kept.get(key);
			if (known) return known;
			const made = compute(teams, higherIsBetter);
			kept.set(key, made);
			made.catch(() => kept.delete(key));
			if (kept.size > MOST_KEPT) kept.delete(kept.keys().next().value!);
			return made;
		},
	};
}
