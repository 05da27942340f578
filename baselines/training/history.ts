/** What happened in each epoch. */
import type { ValidationFigures } from './scores.ts';

export interface EpochRow extends ValidationFigures {
	phase: string;
	/** From 1, within the phase. */
	epoch: number;
	/** Mean loss over the training batches. */
	loss: number;
	/** Of the validation split; null without one. */
	validationLoss: number | null;
	/** Of the last step. */
	rate: number;
	seconds: number;
	/** Training images a second, without validation. */
	imagesPerSecond: number;
	/** The best epoch of the phase so far. */
	best: boolean;
}

const COLUMNS = [
	...['phase', 'epoch', 'loss', 'validationLoss', 'auroc', 'accuracy', 'sensitivity'],
	...['rate', 'seconds', 'imagesPerSecond', 'best'],
] as (keyof EpochRow)[];

export function historyCsv(rows: readonly EpochRow[]): string {
	const cell = (value: EpochRow[keyof EpochRow]) =>
		value === null ? '' : typeof value === 'string' ? JSON.stringify(value) : String(value);
	const lines = rows.map((row) => COLUMNS.map((name) => cell(row[name])).join(','));
	return `${[COLUMNS.join(','), ...lines].join('\n')}\n`;
}
