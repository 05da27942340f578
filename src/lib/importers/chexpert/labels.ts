/** CheXpert's labels: 1, 0, -1 (uncertain) and blank (not mentioned). */
import { grouped, plural } from '#scorer/csv/text';
import { parseDecimal } from '#scorer/csv/number';
import { MISSING } from '#scorer/types';
import { badCell, faultAt } from '../kit/cells.ts';
import type { Faults } from '../kit/faults.ts';
import type { Table } from '../kit/table.ts';
import type { Draft, ImportOptions, ReportItem } from '../types.ts';

/** The five of the CheXpert competition. */
export const FIVE: readonly string[] = [
	...['Atelectasis', 'Cardiomegaly', 'Consolidation', 'Edema', 'Pleural Effusion'],
];

/** All, in the order of the files. */
export const FOURTEEN: readonly string[] = [
	...['No Finding', 'Enlarged Cardiomediastinum', 'Cardiomegaly', 'Lung Opacity', 'Lung Lesion'],
	...['Edema', 'Consolidation', 'Pneumonia', 'Atelectasis', 'Pneumothorax', 'Pleural Effusion'],
	...['Pleural Other', 'Fracture', 'Support Devices'],
];

/** As a cell is written: 1, 0, -1 or blank. */
export type LabelCell = '1' | '0' | '-1' | '';

const BAD_LABEL = badCell('bad_label', '1, 0, -1 or blank');

/** One column of labels; `1.0` is 1. Anything else is a fault. */
export function readLabelCells(table: Table, name: string, faults: Faults): LabelCell[] {
	return table.column(name).map((cell, row): LabelCell => {
		if (cell === '') return '';
		const value = parseDecimal(cell);
		if (value === 1 || value === 0 || value === -1) return String(value) as LabelCell;
		faultAt(faults, BAD_LABEL, table, row, name);
		return '';
	});
}

const count = (cells: readonly LabelCell[], wanted: LabelCell) =>
	cells.filter((cell) => cell === wanted).length;

/** Uncertain and blank labels, counted per finding. */
export function labelItems(
	labels: readonly string[],
	cells: readonly (readonly LabelCell[])[],
	uncertain: NonNullable<ImportOptions['uncertain']>,
): ReportItem[] {
	const rows = labels.map(
		(name, k) => [name, count(cells[k]!, '-1'), count(cells[k]!, '')] as const,
	);
	const unsure = rows.reduce((sum, [, n]) => sum + n, 0);
	const blank = rows.reduce((sum, [, , n]) => sum + n, 0);
	const items: ReportItem[] = [];
	if (unsure) {
		const how = { ignore: 'are not scored', zero: 'count as negative', one: 'count as positive' };
		items.push({
			code: 'uncertain_labels',
			severity: 'warning',
			detail: `${plural(unsure, 'label is', 'labels are')} uncertain (-1).`,
			treatment: `In the test set they ${how[uncertain]} (missing_labels: ${uncertain}); training rows keep them.`,
			count: unsure,
			table: { columns: ['Finding', 'Uncertain', 'Blank'], rows },
		});
	}
	if (blank) {
		items.push({
			code: 'blank_labels',
			severity: 'note',
			detail: `${plural(blank, 'label is', 'labels are')} blank: the report does not mention the finding.`,
			treatment: `In the test set they count as negative, as in the paper; training rows keep them.`,
			count: blank,
		});
	}
	if (!unsure && !blank) {
		const labelCount = labels.length * (cells[0]?.length ?? 0);
		const detail = `All ${grouped(labelCount)} labels are certain: 0 or 1.`;
		items.push({ code: 'complete_labels', severity: 'note', detail });
	}
	return items;
}

/**
 * Blanks are negative (Irvin et al. 2019); -1 is left to the competition's policy for missing
 * labels, so that the files keep saying what is uncertain.
 */
export function scoredLabels(
	cells: readonly (readonly LabelCell[])[],
	uncertain: NonNullable<ImportOptions['uncertain']>,
): Pick<Draft, 'yTrue' | 'labelCells' | 'missingLabels'> {
	const meaning: Record<LabelCell, number> = {
		'1': 1,
		'0': 0,
		'': 0,
		'-1': { ignore: MISSING, zero: 0, one: 1 }[uncertain],
	};
	const isUncertain = cells.some((column) => column.includes('-1'));
	return {
		yTrue: cells.map((column) => Uint8Array.from(column, (cell) => meaning[cell])),
		...(isUncertain
			? {
					labelCells: cells.map((column) => column.map((cell) => cell || '0')),
					missingLabels: uncertain,
				}
			: {}),
	};
}
