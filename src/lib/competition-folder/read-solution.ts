/** The solution of a folder: parsed by the scorer, counted, and looked at for what will surprise. */
import { parseSolution } from '#scorer/index';
import { USAGE, type Solution, type TaskSpec } from '#scorer/types';
import { plural } from '#scorer/csv/text';
import type { FolderNotice, FolderProblem, FolderSummary } from './types.ts';

type Counts = Pick<FolderSummary, 'labels' | 'rows'>;

/** Positives per label and rows per split. */
export function countSolution(spec: TaskSpec, solution: Solution): Counts {
	const rows = { public: 0, private: 0, ignored: 0 };
	for (const usage of solution.usage) {
		if (usage === USAGE.public) rows.public++;
		else if (usage === USAGE.private) rows.private++;
		else rows.ignored++;
	}
	const labels = spec.labels.map((name, k) => {
		const inSplit = { public: 0, private: 0 };
		solution.yTrue[k]!.forEach((value, row) => {
			if (value !== 1) return;
			if (solution.usage[row] === USAGE.public) inSplit.public++;
			if (solution.usage[row] === USAGE.private) inSplit.private++;
		});
		return {
			name,
			positives: inSplit.public + inSplit.private,
			public_positives: inSplit.public,
			private_positives: inSplit.private,
		};
	});
	return { rows, labels };
}

function fewPositives(counts: Counts, file: string): FolderNotice[] {
	return counts.labels.flatMap((label) =>
		(['public', 'private'] as const)
			.filter((split) => counts.rows[split] > 0 && label[`${split}_positives`] === 0)
			.map((split) => ({
				code: 'few_positives' as const,
				file,
				column: label.name,
				detail: `"${label.name}" has no positive among the ${split} rows, so its figures there will be undefined.`,
			})),
	);
}

/** A patient in both splits lets the public board tell about the private one. */
function groupsInBoth(spec: TaskSpec, solution: Solution, file: string): FolderNotice[] {
	if (!solution.groups) return [];
	const seen = new Map<number, number>();
	solution.groups.forEach((group, row) => {
		const usage = solution.usage[row];
		const bit = usage === USAGE.public ? 1 : usage === USAGE.private ? 2 : 0;
		seen.set(group, (seen.get(group) ?? 0) | bit);
	});
	const count = [...seen.values()].filter((bits) => bits === 3).length;
	if (!count) return [];
	return [
		{
			code: 'group_in_both_splits',
			file,
			...(spec.group === undefined ? {} : { column: spec.group }),
			count,
			detail: `${plural(count, 'group')} of "${spec.group}" (of ${seen.size}) ${count === 1 ? 'has' : 'have'} both public and private rows; split by group to keep the private board independent.`,
		},
	];
}

const noPrivateRows = (counts: Counts, file: string): FolderNotice[] =>
	counts.rows.private > 0
		? []
		: [
				{
					code: 'no_private_rows',
					file,
					detail: 'Every row is public: there will be no private leaderboard.',
				},
			];

/** Parses and counts a solution; problems carry the file's name. */
export function readSolution(
	bytes: Uint8Array,
	spec: TaskSpec,
	file: string,
): {
	solution: Solution | null;
	counts: Counts | null;
	problems: FolderProblem[];
	notices: FolderNotice[];
} {
	const parsed = parseSolution(bytes, spec);
	const accepted = (parsed.notices ?? []).map((notice) => ({ ...notice, file }));
	if (!parsed.ok) {
		const problems = parsed.problems.map((problem) => ({ ...problem, file }));
		return { solution: null, counts: null, problems, notices: accepted };
	}
	const counts = countSolution(spec, parsed.solution);
	const notices = [
		...accepted,
		...fewPositives(counts, file),
		...groupsInBoth(spec, parsed.solution, file),
		...noPrivateRows(counts, file),
	];
	return { solution: parsed.solution, counts, problems: [], notices };
}
