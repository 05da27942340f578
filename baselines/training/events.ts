/** What a run says about itself on the way. */
import type { EpochRow } from './history.ts';

export type TrainingEvent =
	/** A part of the work without steps: decoding, features, prediction. */
	| { kind: 'work'; what: string; share: number }
	| {
			kind: 'step';
			phase: string;
			/** From 1. */
			epoch: number;
			epochs: number;
			/** Steps done in the epoch, of how many. */
			step: number;
			steps: number;
			/** Mean of the epoch so far, as far as it was read back. */
			loss: number | null;
			imagesPerSecond: number;
			/** Until the last epoch of the phase, if it does not stop early. */
			secondsLeft: number;
	  }
	| { kind: 'epoch'; row: EpochRow }
	| { kind: 'note'; text: string };

export type OnEvent = (event: TrainingEvent) => void;
