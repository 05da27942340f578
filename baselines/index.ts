/** The registry of baselines. A new one is a file and a line here. */
import { metadata } from './trivial/metadata.ts';
import { prevalence } from './trivial/prevalence.ts';
import { random } from './trivial/random.ts';
import type { Baseline } from './types.ts';

export const baselines: readonly Baseline[] = [prevalence, random, metadata];

export type { Baseline, BaselineInput, Metadata } from './types.ts';
export { submissionCsv, csvCell } from './submission-csv.ts';
