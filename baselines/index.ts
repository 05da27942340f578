/** The registry of baselines. A new one is a file and a line here. */
import { metadata } from './trivial/metadata.ts';
import { prevalence } from './trivial/prevalence.ts';
import { random } from './trivial/random.ts';
import { pixels } from './trivial/pixels-24.ts';
import type { Baseline, ImageBaseline } from './types.ts';

export const baselines: readonly Baseline[] = [prevalence, random, metadata];

/** Those that look at images, and so need them beside the table. */
export const imageBaselines: readonly ImageBaseline[] = [pixels];

/** By the id that a recipe names it with. */
export const findBaseline = (id: string): ImageBaseline | undefined =>
	[...baselines, ...imageBaselines].find((known) => known.id === id) as ImageBaseline | undefined;

export const looksAtImages = (id: string): boolean =>
	imageBaselines.some((known) => known.id === id);

export type {
	Baseline,
	BaselineInput,
	ImageBaseline,
	ImageBaselineInput,
	Metadata,
} from './types.ts';
export { submissionCsv, csvCell } from './submission-csv.ts';
