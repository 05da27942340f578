/** The scores that rules refer to, looked up on a board; what cannot be found is collected. */
import type { Board } from './grade.ts';
import type { Mark } from './scheme.ts';

export type SchemeProblemCode =
	| 'unknown_baseline'
	| 'baseline_without_score'
	| 'baseline_without_interval'
	| 'nobody_scored'
	| 'marks_in_wrong_order';

export interface SchemeProblem {
	code: SchemeProblemCode;
	/** Path in the scheme, e.g. `rules.1.baseline`. */
	place: string;
	detail: string;
	remedy: string;
}

export class Marks {
	readonly problems: SchemeProblem[] = [];
	private readonly board: Board;
	private readonly names: string;

	constructor(board: Board) {
		this.board = board;
		this.names = board.baselines.map(({ name }) => `"${name}"`).join(', ') || 'none';
	}

	better(a: number, b: number): boolean {
		return this.board.higherIsBetter ? a > b : a < b;
	}

	/** The best score of a participant, of those in time where there are any. */
	best(place: string): number | null {
		const scored = this.board.entries.filter(({ score }) => score !== null);
		const inTime = scored.filter(({ daysLate }) => daysLate === 0);
		const scores = (inTime.length > 0 ? inTime : scored).map(({ score }) => score!);
		if (scores.length > 0) return scores.reduce((a, b) => (this.better(b, a) ? b : a));
		const detail = 'Nobody has a score yet, so there is no best one.';
		return this.refuse('nobody_scored', place, detail, 'Grade after the first submission.');
	}

	baseline(name: string, place: string, by: 'score' | 'interval' = 'score'): number | null {
		const found = this.board.baselines.find((baseline) => baseline.name === name);
		if (!found) {
			const detail = `There is no baseline "${name}"; there are ${this.names}.`;
			return this.refuse('unknown_baseline', place, detail, 'Choose one of them, or add it first.');
		}
		const { score, interval } = found;
		if (score === null) {
			const detail = `The baseline "${name}" has no score on this board.`;
			return this.refuse('baseline_without_score', place, detail, 'Choose another baseline.');
		}
		if (by === 'score') return score;
		if (interval) return interval[this.board.higherIsBetter ? 1 : 0];
		const detail = `The score of "${name}" has no interval on this board.`;
		const remedy = 'Ask for a better score instead of one beyond the interval.';
		return this.refuse('baseline_without_interval', place, detail, remedy);
	}

	mark(mark: Mark, place: string): number | null {
		if ('score' in mark) return mark.score;
		return 'best' in mark ? this.best(place) : this.baseline(mark.baseline, `${place}.baseline`);
	}

	refuse(code: SchemeProblemCode, place: string, detail: string, remedy: string): null {
		this.problems.push({ code, place, detail, remedy });
		return null;
	}
}
