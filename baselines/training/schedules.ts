/** Learning rates. */
import type { ScheduleSpec } from '../recipes/types.ts';

export interface Position {
	/** Steps done in the phase. */
	step: number;
	stepsPerEpoch: number;
	/** Epochs of the whole phase. */
	epochs: number;
}

/** The learning rate of the next step. */
export function rateAt(schedule: ScheduleSpec, { step, stepsPerEpoch, epochs }: Position): number {
	switch (schedule.kind) {
		case 'constant':
			return schedule.rate;
		case 'decay':
			return schedule.rate / (1 + schedule.decay * step);
		case 'cyclic': {
			const half = (schedule.epochsPerCycle * stepsPerEpoch) / 2;
			const within = (step / half) % 2;
			const up = within < 1 ? within : 2 - within;
			return schedule.low + (schedule.high - schedule.low) * up;
		}
		case 'one-cycle': {
			const all = epochs * stepsPerEpoch;
			const warm = schedule.warmUp * all;
			if (step < warm) return (schedule.rate * (step + 1)) / (warm + 1);
			const rest = (step - warm) / Math.max(1, all - warm);
			return schedule.rate * (0.5 * (1 + Math.cos(Math.PI * Math.min(1, rest))) * 0.999 + 0.001);
		}
	}
}
