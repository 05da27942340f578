import { describe, expect, it } from 'vitest';
import { gradeBoard, type Board, type BoardEntry } from '#lib/grades/grade';
import { GradeScheme } from '#lib/grades/scheme';

const entry = (key: string, score: number | null, rank: number | null = null, daysLate = 0) =>
	({ key, score, rank, daysLate }) satisfies BoardEntry;

const BOARD: Board = {
	entries: [
		entry('best', 0.9, 1),
		entry('middle', 0.8, 2),
		entry('just', 0.705, 3),
		entry('within', 0.69, 4),
		entry('poor', 0.5, 5),
		entry('absent', null),
	],
	baselines: [
		{ name: '24×24 pixels', score: 0.67, interval: [0.64, 0.7] },
		{ name: 'VGG-MLP', score: 0.75, interval: [0.72, 0.78] },
		{ name: 'Prevalence', score: 0.5, interval: null },
		{ name: 'Broken', score: null, interval: null },
	],
	higherIsBetter: true,
};

const scheme = (rules: unknown[], extra: object = {}): GradeScheme =>
	GradeScheme.parse({ scale: { min: 1, max: 10, pass: 5 }, rules, ...extra });

const TYPICAL = [
	{ rule: 'submitted', grade: 2 },
	{ rule: 'beats', baseline: '24×24 pixels', by: 'interval', grade: 5 },
	{ rule: 'beats', baseline: 'VGG-MLP', grade: 7 },
	{ rule: 'between', from: { baseline: 'VGG-MLP' }, to: { best: true }, grades: [7, 10] },
];

function gradesOf(rules: unknown[], board = BOARD, extra: object = {}) {
	const graded = gradeBoard(scheme(rules, extra), board);
	if (!graded.ok) throw new Error(graded.problems[0]!.detail);
	return graded.grades;
}
const numbers = (rules: unknown[], board = BOARD, extra: object = {}) =>
	Object.fromEntries(gradesOf(rules, board, extra).map(({ key, grade }) => [key, grade]));

describe('grades', () => {
	it('the best rule that is met counts', () => {
		expect(numbers(TYPICAL)).toEqual({
			best: 10,
			middle: 8,
			just: 5,
			within: 2,
			poor: 2,
			absent: null,
		});
	});

	it('says how each came about', () => {
		const middle = gradesOf(TYPICAL)[1]!;
		expect(middle.steps.map(({ met }) => met)).toEqual([true, true, true, true]);
		expect(middle.counts).toBe(3);
		expect(middle.steps[3]!.share).toBeCloseTo(1 / 3);
		const within = gradesOf(TYPICAL)[3]!;
		expect(within.steps[1]).toMatchObject({ met: false, needed: 0.7, grade: null });
		expect([middle.passed, within.passed]).toEqual([true, false]);
		expect(gradesOf(TYPICAL)[5]).toMatchObject({ reason: 'nothing_submitted', passed: null });
	});

	it('beating is more than being equal, a score to reach is not', () => {
		const board = { ...BOARD, entries: [entry('equal', 0.75, 1)] };
		expect(numbers([TYPICAL[2]], board)).toEqual({ equal: 1 });
		expect(numbers([{ rule: 'score', score: 0.75, grade: 6 }], board)).toEqual({ equal: 6 });
	});

	it('where less is better everything turns round', () => {
		const losses: Board = {
			entries: [entry('good', 0.2, 1), entry('bad', 0.9, 2)],
			baselines: [{ name: 'Pixels', score: 0.6, interval: [0.5, 0.7] }],
			higherIsBetter: false,
		};
		const rules = [
			{ rule: 'beats', baseline: 'Pixels', by: 'interval', grade: 5 },
			{ rule: 'between', from: { baseline: 'Pixels' }, to: { score: 0 }, grades: [5, 8] },
		];
		expect(numbers(rules, losses)).toEqual({ good: 7, bad: 1 });
		const steps = gradesOf(rules, losses)[0]!.steps;
		expect(steps[0]!.needed).toBe(0.5);
	});

	it('ranks, with ties as the board has them', () => {
		const board = {
			...BOARD,
			entries: [entry('a', 0.8, 1), entry('b', 0.8, 1), entry('c', 0.7, 3)],
		};
		expect(numbers([{ rule: 'rank', top: 2, grade: 9 }], board)).toEqual({ a: 9, b: 9, c: 1 });
	});

	it('lateness costs, never more than there is, and then nothing is graded', () => {
		const board = {
			...BOARD,
			entries: [entry('one', 0.9, 1, 1), entry('three', 0.5, 2, 3), entry('four', 0.9, 3, 4)],
		};
		const late = { late: { per_day: 0.75, days: 3 } };
		const grades = gradesOf([{ rule: 'submitted', grade: 2 }], board, late);
		expect(grades.map(({ grade }) => grade)).toEqual([1.3, 1, null]);
		expect(grades.map(({ deduction }) => deduction)).toEqual([0.75, 1, 0]);
		expect(grades[2]!.reason).toBe('too_late');
		expect(numbers([{ rule: 'submitted', grade: 2 }], board)).toMatchObject({ one: null });
	});

	it('is rounded to the step', () => {
		const extra = { scale: { min: 0, max: 10, step: 0.25 } };
		const board = { ...BOARD, entries: [entry('a', 0.79, 1)] };
		const rule = { rule: 'between', from: { score: 0.7 }, to: { score: 1 }, grades: [0, 10] };
		expect(numbers([rule], board, extra)).toEqual({ a: 3 });
	});

	it('a best participant at the very start of the line has come all the way', () => {
		const board = { ...BOARD, entries: [entry('a', 0.75, 1), entry('b', 0.6, 2)] };
		expect(numbers([TYPICAL[3]], board)).toEqual({ a: 10, b: 1 });
	});
});

describe('schemes that cannot be applied', () => {
	const problemsOf = (rules: unknown[], board = BOARD) => {
		const graded = gradeBoard(scheme(rules), board);
		return graded.ok ? [] : graded.problems.map(({ code, place }) => [code, place]);
	};

	it('every problem at once, at its place', () => {
		const rules = [
			{ rule: 'beats', baseline: 'Pixels', grade: 5 },
			{ rule: 'beats', baseline: 'Prevalence', by: 'interval', grade: 5 },
			{
				rule: 'between',
				from: { baseline: 'Broken' },
				to: { baseline: 'Nothing' },
				grades: [1, 2],
			},
			{ rule: 'between', from: { score: 0.9 }, to: { baseline: 'VGG-MLP' }, grades: [1, 2] },
		];
		expect(problemsOf(rules)).toEqual([
			['unknown_baseline', 'rules.0.baseline'],
			['baseline_without_interval', 'rules.1.baseline'],
			['baseline_without_score', 'rules.2.from.baseline'],
			['unknown_baseline', 'rules.2.to.baseline'],
			['marks_in_wrong_order', 'rules.3'],
		]);
	});

	it('names the baselines that there are', () => {
		const graded = gradeBoard(scheme([{ rule: 'beats', baseline: 'Pixels', grade: 5 }]), BOARD);
		expect(graded.ok || graded.problems[0]!.detail).toContain('"24×24 pixels", "VGG-MLP"');
	});

	it('there is no best one before anyone has a score', () => {
		const empty = { ...BOARD, entries: [entry('absent', null)] };
		expect(problemsOf([TYPICAL[3]], empty)).toEqual([['nobody_scored', 'rules.0.to']]);
	});

	it('grades off the scale, and a scale upside down', () => {
		const bad = (value: object) => GradeScheme.safeParse(value).success;
		const rules = [{ rule: 'submitted', grade: 11 }];
		expect(bad({ scale: { min: 0, max: 10 }, rules })).toBe(false);
		expect(bad({ scale: { min: 10, max: 0 }, rules: [{ rule: 'submitted', grade: 5 }] })).toBe(
			false,
		);
		expect(bad({ scale: { min: 0, max: 10 }, rules: [] })).toBe(false);
	});
});
