export type { Draft, Importer, Sources } from '../types.ts';

/** Columns of the study table, in the order of `APPEARANCES`. */
export const CLASSES = [
	'Negative for Pneumonia',
	'Typical Appearance',
	'Indeterminate Appearance',
	'Atypical Appearance',
] as const;

export const APPEARANCES: readonly string[] = ['negative', 'typical', 'indeterminate', 'atypical'];
