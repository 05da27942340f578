/** From a board to grades, with every step that led to each. */
import { Marks, type SchemeProblem } from './marks.ts';
import type { GradeRule, GradeScheme } from './scheme.ts';

export interface BoardEntry {
	/** Of the team, or whoever is graded. One that handed in on several days has several entries. */
	key: string;
	/** Null: nothing that could be scored. */
	score: number | null;
	rank: number | null;
	/** Days begun after the deadline of this team; 0 is in time. */
	daysLate: number;
}

export interface Reference {
	name: string;
	score: number | null;
	interval: readonly [lo: number, hi: number] | null;
}

export interface Board {
	entries: readonly BoardEntry[];
	baselines: readonly Reference[];
	higherIsBetter: boolean;
}

/** One rule as it turned out for one entry. */
export interface GradeStep {
	rule: GradeRule;
	met: boolean;
	/** What it gives; null where it is not met. */
	grade: number | null;
	/** The score that had to be reached, where there is one. */
	needed: number | null;
	/** between: how far along, 0 to 1. */
	share?: number;
}

export interface Grade {
	key: string;
	/** Null: not graded (nothing submitted, or later than late submissions are taken). */
	grade: number | null;
	passed: boolean | null;
	score: number | null;
	rank: number | null;
	steps: GradeStep[];
	/** Number of the step that counts; null where no rule is met and the lowest grade is given. */
	counts: number | null;
	/** Taken off for being late. */
	deduction: number;
	daysLate: number;
	reason?: 'nothing_submitted' | 'too_late';
}

export type Graded = { ok: true; grades: Grade[] } | { ok: false; problems: SchemeProblem[] };

/** What a rule asks, with its references looked up. */
interface Ready {
	rule: GradeRule;
	/** Score that must be reached, or passed where `strictly`. */
	needed: number | null;
	strictly: boolean;
	/** between: where the line ends. */
	end?: number;
}

function readyBetween(rule: Extract<GradeRule, { rule: 'between' }>, marks: Marks, place: string) {
	const needed = marks.mark(rule.from, `${place}.from`);
	const end = marks.mark(rule.to, `${place}.to`) ?? undefined;
	// With the best participant as the end, nobody may have come as far as the start.
	const open = 'best' in rule.to;
	if (needed !== null && end !== undefined && !open && !marks.better(end, needed)) {
		const detail = `The line goes from ${needed} to ${end}, which is no better.`;
		marks.refuse('marks_in_wrong_order', place, detail, 'Exchange the two marks.');
	}
	return { rule, needed, end, strictly: false };
}

function readyRule(rule: GradeRule, marks: Marks, place: string): Ready {
	switch (rule.rule) {
		case 'submitted':
		case 'rank':
			return { rule, needed: null, strictly: false };
		case 'score':
			return { rule, needed: rule.score, strictly: false };
		case 'beats':
			return {
				rule,
				needed: marks.baseline(rule.baseline, `${place}.baseline`, rule.by),
				strictly: true,
			};
		case 'between':
			return readyBetween(rule, marks, place);
	}
}

function stepOf({ rule, needed, strictly, end }: Ready, entry: BoardEntry, marks: Marks) {
	const score = entry.score!;
	const reached = needed === null || marks.better(score, needed) || (!strictly && score === needed);
	const met = rule.rule === 'rank' ? entry.rank !== null && entry.rank <= rule.top : reached;
	const step: GradeStep = { rule, met, grade: null, needed };
	if (!met) return step;
	if (rule.rule !== 'between') return { ...step, grade: rule.grade };
	// One who is the best and stands at the very start has come all the way.
	const length = end! - needed!;
	const share = length === 0 ? 1 : Math.max(0, Math.min(1, (score - needed!) / length));
	const [low, high] = rule.grades;
	return { ...step, share, grade: low + share * (high - low) };
}

/** To a multiple of the step, without the noise of binary fractions. */
const roundTo = (value: number, step: number) =>
	Number((Math.round(value / step + 1e-9) * step).toFixed(6));

function gradeEntry(entry: BoardEntry, rules: Ready[], scheme: GradeScheme, marks: Marks): Grade {
	const { scale, late } = scheme;
	const { key, score, rank, daysLate } = entry;
	const base = { key, score, rank, daysLate, steps: [], counts: null, deduction: 0 };
	if (score === null) return { ...base, grade: null, passed: null, reason: 'nothing_submitted' };
	if (daysLate > (late?.days ?? 0))
		return { ...base, grade: null, passed: null, reason: 'too_late' };
	const steps = rules.map((rule) => stepOf(rule, entry, marks));
	const given = steps.map((step) => step.grade ?? -Infinity);
	const most = Math.max(...given);
	const counts = most === -Infinity ? null : given.indexOf(most);
	const earned = counts === null ? scale.min : most;
	const perDay = late?.unit === 'percent' ? (earned * late.per_day) / 100 : (late?.per_day ?? 0);
	const deduction = Math.max(0, Math.min(daysLate * perDay, earned - scale.min));
	const grade = roundTo(earned - deduction, scale.step);
	const passed = scale.pass === undefined ? null : grade >= scale.pass;
	return { ...base, grade, passed, steps, counts, deduction };
}

/**
 * The best of several grades of one key: of what came in time and what came late.
 * @returns by key
 */
export function bestGrades(grades: readonly Grade[]): Map<string, Grade> {
	const best = new Map<string, Grade>();
	for (const grade of grades) {
		const other = best.get(grade.key);
		const isBetter =
			!other ||
			(grade.grade ?? -Infinity) > (other.grade ?? -Infinity) ||
			(grade.grade === other.grade && grade.daysLate < other.daysLate);
		if (isBetter) best.set(grade.key, grade);
	}
	return best;
}

/**
 * Grades everybody on the board: the best rule that is met counts, less what lateness costs, rounded to
 * the step of the scale. Problems of the scheme are all listed, and nobody is graded.
 */
export function gradeBoard(scheme: GradeScheme, board: Board): Graded {
	const marks = new Marks(board);
	const rules = scheme.rules.map((rule, i) => readyRule(rule, marks, `rules.${i}`));
	if (marks.problems.length > 0) return { ok: false, problems: marks.problems };
	const grades = board.entries.map((entry) => gradeEntry(entry, rules, scheme, marks));
	return { ok: true, grades };
}
