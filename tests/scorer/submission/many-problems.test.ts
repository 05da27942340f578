import { describe, expect, it } from 'vitest';
import { validateSubmission } from '#scorer/index';
import { csv, format, HEADER, ids } from '../support/cases.ts';

describe('a thousand problems', () => {
	it('become one per kind and column, with the first few places', () => {
		const many = ids(3000);
		const lines = many.map(
			(id, i) => `${id},${i % 3 === 0 ? 'n/a' : '0.5'},${i % 2 ? '' : '0.5'},0.5`,
		);
		const result = validateSubmission(csv(HEADER, ...lines), format({ ids: many }));
		expect(result).toMatchObject({
			ok: false,
			problems: [
				{ code: 'not_a_number', column: 'Atelectasis', row: 2, count: 1000, examples: ['n/a'] },
				{ code: 'empty_cell', column: 'Edema', row: 3, count: 1500 },
			],
		});
	});

	it('of every kind stay a short list', () => {
		const many = ids(1000);
		const lines = many.flatMap((id, i) => [
			`${id},x${i},,nan`,
			`${id},1,2`,
			`other-${i},0.1,0.2,0.3`,
			`${id},0,0,0`,
			',1,1,1',
		]);
		const result = validateSubmission(csv(HEADER, ...lines, '"'), format({ ids: many }));
		const closed = validateSubmission(csv(HEADER, ...lines), format({ ids: many }));
		expect(!result.ok && result.problems).toHaveLength(1);
		expect(!closed.ok && closed.problems.map(({ code, count }) => [code, count])).toEqual([
			['ragged_row', 1000],
			['empty_id', 1000],
			['duplicate_id', 1000],
			['unknown_id', 1000],
			['not_a_number', 1000],
			['empty_cell', 1000],
			['not_finite', 1000],
		]);
		expect(JSON.stringify(closed).length).toBeLessThan(6000);
	});
});
