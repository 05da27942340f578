import Papa from 'papaparse';
import { describe, expect, it } from 'vitest';
import { feedbackOf, GRADE_LAYOUTS, gradeBoard, gradeCsv, GradeScheme } from '#lib/grades/index';

const FILE = {
	item: 'Fourteen findings',
	max: 10,
	students: [
		{
			...{ name: 'Núñez, Ana', email: 'ana@example.org', studentId: '0042' },
			...{ section: 'A', grade: 7.5, feedback: 'Said "well done",\nand more.' },
		},
		{
			...{ name: '=HYPERLINK("x")', email: '+eve@example.org', studentId: null },
			...{ section: null, grade: null, feedback: '' },
		},
	],
};

const read = (layout: (typeof GRADE_LAYOUTS)[number]) =>
	Papa.parse<string[]>(gradeCsv[layout](FILE).trimEnd()).data;

describe('grade files', () => {
	it('Moodle finds people by address and number', () => {
		const [header, ana] = read('moodle');
		expect(header).toEqual([
			...['Full name', 'ID number', 'Email address'],
			...['Fourteen findings', 'Fourteen findings (feedback)'],
		]);
		expect(ana).toEqual([
			...['Núñez, Ana', '0042', 'ana@example.org', '7.5'],
			'Said "well done",\nand more.',
		]);
	});

	it('Canvas has its five columns and the points possible', () => {
		const [header, points, ana] = read('canvas');
		expect(header).toEqual([
			...['Student', 'ID', 'SIS User ID', 'SIS Login ID', 'Section'],
			'Fourteen findings',
		]);
		expect(points).toEqual(['    Points Possible', '', '', '', '', '10']);
		expect(ana).toEqual(['Núñez, Ana', '', '0042', 'ana@example.org', 'A', '7.5']);
	});

	it.each(GRADE_LAYOUTS)('%s: no cell starts a formula, no grade is made up', (layout) => {
		const eve = read(layout).at(-1)!;
		for (const cell of eve) expect(cell).not.toMatch(/^[=+\-@]/);
		expect(eve).not.toContain('0');
	});
});

describe('feedback', () => {
	const scheme = GradeScheme.parse({
		scale: { min: 1, max: 10 },
		rules: [
			{ rule: 'beats', baseline: 'Pixels', by: 'interval', grade: 5 },
			{ rule: 'beats', baseline: 'VGG-MLP', grade: 7 },
		],
		late: { per_day: 0.5, days: 2 },
	});
	const board = {
		baselines: [
			{ name: 'Pixels', score: 0.6, interval: [0.5, 0.7] as const },
			{ name: 'VGG-MLP', score: 0.8, interval: null },
		],
		higherIsBetter: true,
	};
	const say = (score: number | null, daysLate = 0) => {
		const entries = [{ key: 'a', score, rank: score && 3, daysLate }];
		const graded = gradeBoard(scheme, { ...board, entries });
		return graded.ok ? feedbackOf(graded.grades[0]!, (x) => x.toFixed(3)) : '';
	};

	it('says what counted and what was missed', () => {
		expect(say(0.75, 1)).toBe(
			'Score 0.750, rank 3. 5 for beating Pixels by more than its interval. 0.5 off for being a day late. 0.800 was needed for beating VGG-MLP.',
		);
	});

	it('says why there is no grade', () => {
		expect(say(null)).toBe('No submission that could be scored.');
		expect(say(0.9, 3)).toContain('too late');
		expect(say(0.6)).toContain('No rule is met');
	});
});
