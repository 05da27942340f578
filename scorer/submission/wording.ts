/** What is said about a cell or a row, by problem code. */
import type { Wording } from '../csv/tally.ts';
import { plural, quoted } from '../csv/text.ts';
import type { SubmissionFormat } from '../types.ts';
import { unknownClassRemedy } from './classes.ts';

const cells = (count: number) => plural(count, 'cell');

/** Details and remedies for everything that is tallied while reading a submission. */
export const submissionWording =
	(format: SubmissionFormat, columns: number): Wording =>
	({ code, column = '', count, examples }) => {
		const first = examples[0] ?? '';
		const shown = examples.slice(0, 3).map(quoted).join(', ');
		switch (code) {
			case 'ragged_row':
				return {
					detail: `${plural(count, 'row has', 'rows have')} another number of cells than the header, which has ${columns}: ${first} here.`,
					remedy:
						'Give every row as many cells as the header; put cells that hold the separator in quotes.',
				};
			case 'empty_cell':
				return {
					detail: `${plural(count, 'cell is', 'cells are')} empty in column ${quoted(column)}.`,
					remedy: 'Every row needs a prediction: fill the gap, for example with the mean score.',
				};
			case 'not_finite':
				return {
					detail: `${plural(count, 'cell is', 'cells are')} NaN or infinite in column ${quoted(column)}: ${shown}.`,
					remedy:
						'Replace NaN and infinity with a finite number; look for a division by zero or a failed image.',
				};
			case 'not_a_number':
				return {
					detail: `${cells(count)} in column ${quoted(column)} ${count === 1 ? 'is no number' : 'are no numbers'}: ${shown}.`,
					remedy: /^\s*[+-]?\d+,\d+\s*$/.test(first)
						? 'Write decimals with a point (0.25), or separate the fields with semicolons.'
						: 'Write scores as plain numbers such as 0.25, without units, percent signs or words.',
				};
			case 'out_of_range':
				return {
					detail: `${plural(count, 'score lies', 'scores lie')} outside 0 to 1 in column ${quoted(column)}: ${shown}.`,
					remedy:
						format.task === 'multiclass'
							? 'This metric needs probabilities: apply a softmax to logits and clip rounding errors.'
							: 'This metric needs probabilities: apply a sigmoid to logits and clip rounding errors.',
				};
			case 'unknown_class':
				return {
					detail: `${plural(count, 'row names', 'rows name')} a class that is none of this competition's: ${shown}.`,
					remedy: unknownClassRemedy(first, format.labels),
				};
			case 'class_and_scores':
				return {
					detail: `${plural(count, 'row names', 'rows name')} in ${quoted(column)} another class than the one with the highest score.`,
					remedy: `Send either the scores or the column ${quoted(column)}, or make them agree.`,
				};
			default:
				throw new Error(`No wording for ${code}`);
		}
	};
