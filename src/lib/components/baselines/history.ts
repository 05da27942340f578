/** Epochs of all phases in a row, ready to be drawn. */
import type { Card } from '#baselines/cards/schema';
import type { Table } from '#lib/charts/tables';

export interface Epoch {
	/** From 1, over all phases. */
	at: number;
	phase: string;
	loss: number;
	validationLoss: number | null;
	auroc: number | null;
}

export interface PhaseSpan {
	name: string;
	from: number;
	to: number;
	/** Epoch whose weights were kept; null where none is marked. */
	kept: number | null;
}

export const epochsOf = ({ history }: Pick<Card, 'history'>): Epoch[] =>
	history.map(({ phase, loss, validation_loss, auroc }, i) => ({
		...{ at: i + 1, phase, loss, auroc },
		validationLoss: validation_loss,
	}));

/** `best` marks every epoch that was the best so far; the last of a phase is the one that was kept. */
export function phasesOf({ history }: Pick<Card, 'history'>): PhaseSpan[] {
	const spans: PhaseSpan[] = [];
	for (const [i, { phase, epoch, best }] of history.entries()) {
		let span = spans.at(-1);
		if (!span || span.name !== phase || epoch === 1) {
			span = { name: phase, from: i + 1, to: i + 1, kept: null };
			spans.push(span);
		}
		span.to = i + 1;
		if (best) span.kept = i + 1;
	}
	return spans;
}

export const historyTable = (card: Pick<Card, 'history'>): Table => [
	['phase', 'epoch', 'loss', 'validation_loss', 'auroc', 'rate', 'images_per_second', 'best'],
	...card.history.map((row) => [
		...[row.phase, row.epoch, row.loss, row.validation_loss, row.auroc],
		...[row.rate, row.images_per_second, String(row.best)],
	]),
];
