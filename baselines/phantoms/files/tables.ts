/** Phantoms as rows of tables. */
import { csvCell } from '../../submission-csv.ts';
import { FINDING_NAMES, type FindingName } from '../names.ts';
import { runLengths } from '../regions.ts';
import type { Box, Phantom } from '../types.ts';

const ABOUT = ['image_id', 'patient_id', 'sex', 'age', 'view', 'split'] as const;

export const LABEL_COLUMNS: readonly string[] = [...ABOUT, ...FINDING_NAMES];
export const UNLABELLED_COLUMNS: readonly string[] = ABOUT;

export function unlabelledRow({ id, metadata, split }: Phantom): string[] {
	const { patient, sex, age, view } = metadata;
	return [id, patient, sex, String(age), view, split];
}

export const labelRow = (phantom: Phantom): string[] => [
	...unlabelledRow(phantom),
	...FINDING_NAMES.map((name) => String(phantom.findings[name])),
];

export const csvOf = (columns: readonly string[], rows: readonly (readonly string[])[]) =>
	[columns, ...rows].map((row) => row.map(csvCell).join(',')).join('\n') + '\n';

/** A region as it is written: see `runLengths`. */
export interface WrittenRegion {
	boxes: Box[];
	runs: number[];
}

/** `regions.json`: by image, then by finding. */
export interface WrittenRegions {
	size: number;
	images: Record<string, Partial<Record<FindingName, WrittenRegion>>>;
}

export function regionsOf({ regions }: Phantom): WrittenRegions['images'][string] {
	const entries = Object.entries(regions).map(([name, { boxes, mask }]) => [
		name,
		{ boxes, runs: runLengths(mask) },
	]);
	return Object.fromEntries(entries) as WrittenRegions['images'][string];
}
