/** The steps, and which problem belongs to which. */
import type { FolderProblem } from '#lib/competition-folder/index';
import { m } from '#messages';

export const STEPS = ['file', 'columns', 'split', 'about', 'review'] as const;
export type Step = (typeof STEPS)[number];

export const stepName: Record<Step, () => string> = {
	file: m.wizard_step_file,
	columns: m.wizard_step_columns,
	split: m.wizard_step_split,
	about: m.wizard_step_about,
	review: m.wizard_step_review,
};

const ABOUT = /^(slug|title|summary|opens|closes|limits|files)\b/;

/** Where a problem can be mended. */
export function stepOf({ code, file, column = '' }: FolderProblem, table: string): Step {
	if (file === 'competition.yaml') return ABOUT.test(column) ? 'about' : 'columns';
	if (file !== table) return file?.startsWith('data/') ? 'about' : 'file';
	if (code === 'split_lacks_class' || code === 'bad_usage' || code === 'no_public_rows')
		return 'split';
	return code === 'ragged_row' ? 'file' : 'columns';
}

/** Problems of one key of competition.yaml, to stand at its field. */
export const at = (problems: readonly FolderProblem[], key: string): string =>
	problems
		.filter(({ file, column }) => file === 'competition.yaml' && column === key)
		.map(({ detail, remedy }) => `${detail} ${remedy}`)
		.join(' ');
