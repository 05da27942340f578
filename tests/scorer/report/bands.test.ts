import { describe, expect, it } from 'vitest';
import { bandColumn, NOT_STATED } from '#scorer/report/bands';

const named = (column: string, cells: string[], declared?: number[]) => {
	const { names, of } = bandColumn(column, cells, declared);
	return cells.map((_, i) => names[of[i]!]);
};
const numbers = (n: number) => Array.from({ length: n }, (_, i) => String(i));

describe('the values of a subgroup column', () => {
	it('are groups as they are where there are few', () => {
		expect(named('Sex', ['F', 'M', '', 'F', 'NA'])).toEqual([
			'F',
			'M',
			NOT_STATED,
			'F',
			NOT_STATED,
		]);
		expect(bandColumn('Site', ['10', '2', '1']).names).toEqual(['1', '2', '10', NOT_STATED]);
	});

	it('are bands at 18, 40 and 65 where they are ages', () => {
		const ages = [...numbers(13), '17', '18', '39', '40', '64', '65', '148', ''];
		const bands = named('Patient Age', ages).slice(13);
		expect(bands).toEqual(['< 18', '18–39', '18–39', '40–64', '40–64', '≥ 65', '≥ 65', NOT_STATED]);
		// Not every column with these letters in it.
		expect(named('Stage', ages)[13]).not.toBe('< 18');
	});

	it('are quarters of the rows where they are other numbers', () => {
		expect(bandColumn('Dose', numbers(100)).names).toEqual([
			'< 25',
			'25–49',
			'50–74',
			'≥ 75',
			NOT_STATED,
		]);
		const skewed = [...Array<string>(80).fill('0'), ...numbers(14)];
		expect(bandColumn('Dose', skewed).names).toEqual(['all', NOT_STATED]);
	});

	it('are bands where the organiser says', () => {
		expect(named('Years', ['3', '1', '2.5', '4'], [2.5, 1.5])).toEqual([
			'≥ 2.5',
			'< 1.5',
			'≥ 2.5',
			'≥ 2.5',
		]);
		expect(bandColumn('Years', ['1', 'x'], [10, 11]).names).toEqual([
			'< 10',
			'10',
			'≥ 11',
			NOT_STATED,
		]);
	});
});
