import { reportedBySystem } from './recipes.ts';
import type { Reported } from './types.ts';

/** Haiek et al.: macro F1 over 25 body parts; the accuracy that they print is in the notes. */
export const bodyPartReported = (): Reported[] =>
	reportedBySystem(
		'S4',
		'macro_f1',
		'25 classes of UNIFESP X-ray body part, on a split of their own',
	);
