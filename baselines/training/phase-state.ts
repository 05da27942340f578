/** Where a phase is: all that is needed, beside weights and optimiser, to go on as if nothing was. */
import type { EpochRow } from './history.ts';

export interface PhaseState {
	/** Epochs done. */
	epoch: number;
	/** Steps done in the current one. */
	step: number;
	/** Sum of the losses of its batches. */
	lossSum: number;
	/** Seconds spent on its steps. */
	seconds: number;
	/** Best value of the monitored figure, and after how many epochs. */
	best: { value: number; epoch: number } | null;
	/** Epochs since then. */
	waited: number;
	rows: EpochRow[];
}

export const newPhaseState = (): PhaseState => ({
	...{ epoch: 0, step: 0, lossSum: 0, seconds: 0 },
	...{ best: null, waited: 0, rows: [] },
});
