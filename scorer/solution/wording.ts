/** What is said to an organiser about the cells of a solution, by problem code. */
import { didYouMean } from '../csv/nearest.ts';
import type { Wording } from '../csv/tally.ts';
import { listed, plural, quoted } from '../csv/text.ts';
import type { TaskSpec } from '../types.ts';

const rows = (count: number, one: string, many: string) =>
	plural(count, `row ${one}`, `rows ${many}`);

export const solutionWording =
	(spec: TaskSpec, columns: number): Wording =>
	({ code, column = '', count, examples }) => {
		const shown = examples.slice(0, 3).map(quoted).join(', ');
		switch (code) {
			case 'ragged_row':
				return {
					detail: `${rows(count, 'has', 'have')} another number of cells than the header, which has ${columns}: ${examples[0]} here.`,
					remedy: 'Give every row as many cells as the header.',
				};
			case 'empty_id':
				return { detail: `${rows(count, 'has', 'have')} no id.`, remedy: 'Give every row its id.' };
			case 'duplicate_id':
				return {
					detail: `${rows(count, 'repeats', 'repeat')} an id that came before: ${shown}.`,
					remedy: 'An id stands for one row of the test set: remove the others.',
				};
			case 'bad_label':
				return {
					detail: column
						? `${plural(count, 'cell')} in column ${quoted(column)} ${count === 1 ? 'is' : 'are'} neither 0 nor 1: ${shown}.`
						: `${rows(count, 'is', 'are')} not of exactly one class: ${shown}.`,
					remedy: column
						? 'Write 0 or 1; a blank or -1 is a missing label, see `missing_labels`.'
						: 'Write 1 in the column of the one class of each row and 0 in the others.',
				};
			case 'missing_label':
				return {
					detail: `${plural(count, 'label')} in column ${quoted(column)} ${count === 1 ? 'is' : 'are'} blank or -1.`,
					remedy:
						spec.task === 'multiclass'
							? 'Fill them in, or set `missing_labels: ignore` in competition.yaml.'
							: 'Fill them in, or say what they mean with `missing_labels: ignore`, `zero` or `one` in competition.yaml.',
				};
			case 'bad_usage':
				return {
					detail: `${rows(count, 'has', 'have')} a usage that is none: ${shown}.`,
					remedy: 'Write Public, Private or Ignored.',
				};
			case 'empty_cell':
				return {
					detail: `${rows(count, 'has', 'have')} no value in the group column ${quoted(column)}.`,
					remedy: 'Fill it in; rows without a known group get a value of their own.',
				};
			case 'unknown_class':
				return {
					detail: `${rows(count, 'has', 'have')} a class that is not among the labels: ${shown}.`,
					remedy: `The labels of competition.yaml are ${listed(spec.labels, spec.labels.length, 8)}.${didYouMean(examples[0] ?? '', spec.labels)}`,
				};
			default:
				throw new Error(`No wording for ${code}`);
		}
	};
