import { describe, expect, it } from 'vitest';
import { scorePredictions, USAGE, type TaskSpec } from '#scorer/index';
import { randomUnit } from '#scorer/stats/random';
import { drawTestSet } from '../../coverage/worlds.ts';
import { spec } from '../support/cases.ts';

const { solution, predictions } = drawTestSet(
	{ rows: 900, prevalences: [0.3], areas: [0.8] },
	randomUnit(4),
);
const SEX = Array.from({ length: 900 }, (_, i) =>
	i < 15 ? 'X' : i % 3 === 0 ? 'F' : i % 3 === 1 ? 'M' : '',
);
const ALL_ILL = SEX.map((_, i) =>
	solution.yTrue[0]![i] === 1 ? 'ward' : i % 2 ? 'clinic' : 'ward',
);

const task: TaskSpec = spec({
	task: 'binary',
	labels: ['ill'],
	metric: 'auroc',
	subgroups: ['Sex', 'Site', 'No such column'],
});
const grouped = { ...solution, subgroups: { Sex: SEX, Site: ALL_ILL } };
const subgroups = (changes: Partial<TaskSpec> = {}) =>
	scorePredictions(predictions, grouped, { ...task, ...changes }, { intervals: 'main' }).public
		.subgroups!;

/** The score on some rows only, as if there were no others. */
function scoreOf(wanted: (row: number) => boolean) {
	const usage = solution.usage.map((_, i) => (wanted(i) ? USAGE.public : USAGE.ignored));
	return scorePredictions(predictions, { ...solution, usage }, task, { intervals: 'main' }).public;
}

describe('subgroups', () => {
	const [sex, site] = subgroups();

	it('have the score and the interval of their own rows', () => {
		const women = scoreOf((row) => SEX[row] === 'F');
		const found = sex!.groups.find(({ value }) => value === 'F')!;
		expect(found.score).toBe(women.score);
		expect(found.interval).toEqual(women.interval);
		expect(found.rows).toBe(women.rows);
		expect(found.positives).toBe(women.labels.ill!.positives);
	});

	it('are in order, and what is not stated is one of them', () => {
		expect(sex!.groups.map(({ value }) => value)).toEqual(['F', 'M', 'X', 'not stated']);
		expect(sex!.groups.reduce((rows, group) => rows + group.rows, 0)).toBe(900);
	});

	it('have no score where there are too few rows, and say so', () => {
		expect(sex!.groups[2]).toEqual({
			value: 'X',
			rows: 15,
			score: null,
			interval: null,
			reason: 'Fewer than 20 rows.',
		});
		expect(subgroups({ minGroup: 10 })[0]!.groups[2]!.score).not.toBeNull();
	});

	it('say why a score is undefined', () => {
		expect(site!.groups[0]).toMatchObject({ value: 'clinic', score: null, positives: 0 });
		expect(site!.groups[0]!.reason).toBe('All rows are of one class.');
	});

	it('name the worst, by the metric’s direction, where there are two to compare', () => {
		const scores = sex!.groups.map(({ score }) => score ?? Infinity);
		expect(sex!.worst).toBe(sex!.groups[scores.indexOf(Math.min(...scores))]!.value);
		expect(site!.worst).toBeNull();
		const losses = subgroups({ metric: 'brier' })[0]!;
		const values = losses.groups.map(({ score }) => score ?? -Infinity);
		if (losses.worst !== null) {
			expect(losses.worst).toBe(losses.groups[values.indexOf(Math.max(...values))]!.value);
		}
	});

	it('are not measured where no intervals are', () => {
		expect(scorePredictions(predictions, grouped, task).public.subgroups).toBeUndefined();
	});
});
