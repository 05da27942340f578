/** Tables of files that must be refused, and what is expected of every refusal. */
import { describe, expect, it } from 'vitest';
import { validateSubmission, type Problem, type SubmissionFormat } from '#scorer/index';
import { csv, format, goodLines } from './cases.ts';

export interface Bad {
	name: string;
	bytes: Uint8Array;
	/** Changes to the usual format: three findings, four ids, ranking only. */
	format?: Partial<SubmissionFormat>;
	/** All problems, in order; only what is given is compared. */
	problems: (Partial<Problem> & Pick<Problem, 'code'>)[];
	/** Part of the first problem's remedy. */
	remedy: RegExp;
}

/** The good file with one line replaced. Line 1 is the header. */
export function withLine(line: number, text: string): Uint8Array {
	const lines = goodLines();
	lines[line - 1] = text;
	return csv(...lines);
}

/** Refused with exactly these problems, each with a remedy, and a checklist that says where. */
export function itRefuses(title: string, table: Bad[]) {
	describe(title, () => {
		it.each(table)('$name', ({ bytes, format: changes, problems, remedy }) => {
			const result = validateSubmission(bytes, format(changes), { maxBytes: 2_000_000 });
			expect(result.ok).toBe(false);
			if (result.ok) return;
			expect(result.problems.map(({ code }) => code)).toEqual(problems.map(({ code }) => code));
			result.problems.forEach((problem, i) => {
				const { detail, ...rest } = problems[i]!;
				expect(problem).toMatchObject(rest);
				if (detail !== undefined) expect(problem.detail).toMatch(detail);
				expect(problem.detail.length).toBeGreaterThan(10);
				expect(problem.remedy.length).toBeGreaterThan(10);
				expect(problem.line?.length ?? 0).toBeLessThanOrEqual(120);
			});
			expect(result.problems[0]!.remedy).toMatch(remedy);
			expect(result.checks.map(({ id }) => id)).toEqual(['format', 'columns', 'ids', 'values']);
			expect(result.checks.some(({ state }) => state === 'failed')).toBe(true);
		});
	});
}
