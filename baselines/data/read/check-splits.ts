/** Whether the splits can be trained and measured on. */
import type { Tally } from '../problems.ts';
import { crossingPatients } from '../split.ts';
import { SPLITS, type Split, type Task } from '../types.ts';

interface Rows {
	task: Task;
	labels: readonly string[];
	ids: readonly string[];
	patients: readonly string[];
	splits: readonly Split[];
	yTrue: readonly Uint8Array[];
}

function checkPatients({ patients, splits }: Rows, crossing: 'refuse' | 'report', tally: Tally) {
	const detail = 'Images of one patient are in more than one split.';
	for (const patient of crossingPatients(patients, splits)) {
		if (crossing === 'report') tally.notice('patient_crosses', patient, detail);
		else {
			const remedy = 'Put all images of a patient in one split, or leave the split column out.';
			tally.problem('patient_crosses', patient, detail, remedy);
		}
	}
}

/** Positives of each label in each split. */
function countPositives({ yTrue, splits }: Rows) {
	const positives = yTrue.map(() => ({ train: 0, validation: 0, test: 0 }));
	splits.forEach((split, row) => yTrue.forEach((y, k) => (positives[k]![split] += y[row]!)));
	return positives;
}

/**
 * Refuses a table without training images, or whose training images are all of one class (of a
 * multi-label task: where no finding has two). Tells of labels that cannot be learned or measured.
 */
export function checkSplits(rows: Rows, crossing: 'refuse' | 'report', tally: Tally): void {
	checkPatients(rows, crossing, tally);
	const size = { train: 0, validation: 0, test: 0 };
	for (const split of rows.splits) size[split]++;
	if (size.train === 0) {
		const remedy = 'Mark some rows as train in the split column.';
		tally.problem('empty_split', 'train', 'There are no training images.', remedy);
		return;
	}
	const positives = countPositives(rows);
	const single = (k: number, split: Split) =>
		positives[k]![split] === 0 || positives[k]![split] === size[split];
	const untrainable = rows.labels.filter((_, k) => single(k, 'train'));
	const refused =
		rows.task === 'multilabel' ? untrainable.length === rows.labels.length : untrainable.length > 0;
	for (const split of SPLITS.filter((name) => size[name] > 0)) {
		rows.labels.forEach((label, k) => {
			if (!single(k, split)) return;
			const which = positives[k]![split] === 0 ? 'negative' : 'positive';
			const elsewhere = SPLITS.some((other) => size[other] > 0 && !single(k, other));
			const detail = `All ${split} images are ${which} for a label.`;
			if (split === 'train' && refused) {
				const remedy = 'Both classes are needed to learn from: check the labels and the split.';
				tally.problem('single_class_split', label, detail, remedy);
			} else if (elsewhere) tally.notice('class_in_one_split', label, detail);
			else tally.notice('single_class_split', label, detail);
		});
	}
}
