/** Resamples of a split: the same rows, each counting as often as its patient was drawn. */
import type { Decisions, MetricInput } from '../metrics/define.ts';
import { MISSING, type BinaryCounts } from '../types.ts';
import {
	cellUnits,
	drawn,
	drawnCounts,
	sortUnits,
	type CellUnits,
	type SortedUnits,
} from './resampled-counts.ts';

const memo = <T>(make: (k: number) => T): ((k: number) => T) => {
	const made: T[] = [];
	return (k) => (made[k] ??= make(k));
};

const TN = 0;
const FP = 1;
const FN = 2;
const TP = 3;

/** A split, prepared for being resampled again and again. */
export class Resampler {
	/** Patients, or rows where they are independent. */
	readonly units: number;
	private readonly input: MetricInput;
	private readonly unitOf: Int32Array | null;
	/** Rows per unit; null where it is one each. */
	private readonly sizes: Uint32Array | null;
	private readonly sorted: (k: number) => SortedUnits;
	private readonly labelCells: (k: number) => CellUnits;
	private readonly classCells: (k: number) => CellUnits;
	private readonly allKnown: (k: number) => boolean;
	private readonly between = new Map<string, SortedUnits>();

	constructor(input: MetricInput) {
		const { groups, yTrue } = input;
		const rows = yTrue[0]?.length ?? 0;
		this.input = input;
		this.units = groups?.count ?? rows;
		this.unitOf = groups?.of ?? null;
		this.sizes = groups === null ? null : new Uint32Array(groups.count);
		if (this.sizes) for (const unit of groups!.of) this.sizes[unit]!++;
		this.sorted = memo((k) =>
			sortUnits(input.sortedRows(k), input.scoreCounts(k), yTrue[k]!, this.unitOf),
		);
		this.allKnown = memo((k) => !yTrue[k]!.includes(MISSING));
		this.labelCells = memo((k) => {
			const scores = input.yScore(k);
			const threshold = input.threshold(k);
			const cell = (row: number) => {
				const label = yTrue[k]![row]!;
				return label === MISSING ? -1 : 2 * label + (scores[row]! >= threshold ? 1 : 0);
			};
			return cellUnits(rows, 4, cell, this.unitOf);
		});
		this.classCells = memo(() => {
			const { yTrue: truth, yPred } = input.classes();
			const n = input.labels.length;
			const cell = (row: number) => (truth[row] === MISSING ? -1 : truth[row]! * n + yPred[row]!);
			return cellUnits(rows, n * n, cell, this.unitOf);
		});
	}

	private sortedBetween(k: number, positive: number, negative: number): SortedUnits {
		const key = `${k} ${positive} ${negative}`;
		let sorted = this.between.get(key);
		if (!sorted) {
			const { input } = this;
			const yTrue = input
				.classes()
				.yTrue.map((c) => (c === positive ? 1 : c === negative ? 0 : MISSING));
			const counts = input.scoreCountsBetween(k, positive, negative);
			sorted = sortUnits(input.sortedRows(k), counts, yTrue, this.unitOf);
			this.between.set(key, sorted);
		}
		return sorted;
	}

	private rowsOf(draws: Uint32Array): number {
		if (this.sizes === null) return this.units;
		let rows = 0;
		for (let unit = 0; unit < this.units; unit++) rows += draws[unit]! * this.sizes[unit]!;
		return rows;
	}

	/** The largest cell follows from the others where every label is known. */
	private binaryCounts(k: number, draws: Uint32Array, rows: number): BinaryCounts {
		const cells = this.labelCells(k);
		const counts = cells.map(() => 0);
		let largest = -1;
		if (this.allKnown(k)) {
			largest = TN;
			for (const cell of [FP, FN, TP]) {
				if (cells[cell]!.length > cells[largest]!.length) largest = cell;
			}
		}
		let sum = 0;
		for (let cell = 0; cell < 4; cell++) {
			if (cell !== largest) sum += counts[cell] = drawn(cells[cell]!, draws);
		}
		if (largest >= 0) counts[largest] = rows - sum;
		return { tp: counts[TP]!, fp: counts[FP]!, fn: counts[FN]!, tn: counts[TN]! };
	}

	private decisions(draws: Uint32Array, binary: () => BinaryCounts): Decisions {
		const { classes } = this.input.decisions();
		if (this.input.task === 'binary') {
			const { tp, fp, fn, tn } = binary();
			const counts = [
				[tn, fp],
				[fn, tp],
			];
			return { classes, counts };
		}
		const cells = this.classCells(0);
		const n = this.input.labels.length;
		const counts = Array.from({ length: n }, (_, t) =>
			Array.from({ length: n }, (_, p) => drawn(cells[t * n + p]!, draws)),
		);
		return { classes, counts };
	}

	/**
	 * The split with every row of unit u counted `draws[u]` times. The result reads `draws` when it is
	 * asked: measure it before the array is filled again.
	 */
	resample(draws: Uint32Array): MetricInput {
		const { input, unitOf } = this;
		const rows = this.rowsOf(draws);
		let weights: Uint32Array | undefined = unitOf === null ? draws : undefined;
		let decisions: Decisions | undefined;
		const labelDecisions = memo((k) => this.binaryCounts(k, draws, rows));
		return {
			...input,
			rows,
			groups: null,
			get weights() {
				return (weights ??= Uint32Array.from(unitOf!, (unit) => draws[unit]!));
			},
			scoreCounts: memo((k) => drawnCounts(this.sorted(k), draws)),
			scoreCountsBetween: (k, positive, negative) =>
				drawnCounts(this.sortedBetween(k, positive, negative), draws),
			labelDecisions,
			decisions: () => (decisions ??= this.decisions(draws, () => labelDecisions(0))),
		};
	}
}
