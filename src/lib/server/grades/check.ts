/** A grade scheme as it was written, or everything that is wrong with it, each at its place. */
import { GradeRule, GradeScheme, gradeBoard, type Board } from '#lib/grades/index';
import type { FileProblem } from '../errors.ts';

type Checked = { ok: true; scheme: GradeScheme } | { ok: false; problems: FileProblem[] };

/** A scale on which every grade lies, to look at the rules alone. */
const WIDE = { min: -1001, max: 1001, step: 1 };

/** What rules that can be read say wrong about the board, under their own numbers. */
function boardProblems(written: unknown, board: Board): FileProblem[] {
	const list = (written as { rules?: unknown }).rules;
	const rules = (Array.isArray(list) ? list : []).flatMap((rule, i) => {
		const read = GradeRule.safeParse(rule);
		return read.success ? [{ rule: read.data, i }] : [];
	});
	const graded = gradeBoard(
		{ scale: WIDE, split: 'public', rules: rules.map(({ rule }) => rule) },
		board,
	);
	if (graded.ok) return [];
	return graded.problems.map(({ code, place, detail, remedy }) => ({
		...{ code, detail, remedy },
		column: place.replace(/^rules\.(\d+)/, (_, n: string) => `rules.${rules[Number(n)]!.i}`),
	}));
}

/** @param boardOf the board of the split that the scheme names */
export async function checkScheme(
	written: unknown,
	boardOf: (split: 'public' | 'private') => Promise<Board>,
): Promise<Checked> {
	// What lateness costs is a rule of the class.
	const { late: _, ...given } = (written ?? {}) as Record<string, unknown>;
	const read = GradeScheme.safeParse(given);
	const form = (read.error?.issues ?? []).map((issue) => ({
		code: 'invalid_value',
		column: issue.path.map(String).join('.') || 'scheme',
		detail: issue.message,
		remedy: 'Correct it there.',
	}));
	const split = given.split === 'public' ? 'public' : 'private';
	const problems = [...form, ...boardProblems(given, await boardOf(split))];
	if (problems.length || !read.success) return { ok: false, problems: problems.slice(0, 100) };
	return { ok: true, scheme: read.data };
}
