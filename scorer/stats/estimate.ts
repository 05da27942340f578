/** A value with its interval, and what a paired test needs to know of it. */
import type { Evidence, Interval, IntervalMethod } from '../types.ts';

export interface Estimate {
	/** Null where none can be given. */
	interval: Interval | null;
	method: IntervalMethod;
	/** See Evidence. */
	kind: Evidence['kind'];
	se: number;
	/** Degrees of freedom of the standard error. */
	df: number;
	values: Float64Array;
}

/** Cut to the values that a metric can have. */
export const within = ([lo, hi]: Interval, [min, max]: readonly [number, number]): Interval => [
	Math.min(Math.max(lo, min), max),
	Math.max(Math.min(hi, max), min),
];
