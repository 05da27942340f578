/** Train, validation and test, with every patient in one of them. */
import { randomSource, seedFrom } from '../random-source.ts';
import type { Split } from './types.ts';

/** Shares of the patients; need not sum to 1. */
export type SplitShares = Readonly<Record<Split, number>>;

export const DEFAULT_SHARES: SplitShares = { train: 0.7, validation: 0.1, test: 0.2 };

/**
 * The split of each row, drawn by patient from the seed and the patient's name: adding patients
 * moves nobody.
 */
export function splitByPatient(
	patients: readonly string[],
	seed: number,
	shares: SplitShares = DEFAULT_SHARES,
): Split[] {
	const entries = Object.entries(shares) as [Split, number][];
	const drawn = new Map<string, Split>();
	return patients.map((patient) => {
		const known = drawn.get(patient);
		if (known) return known;
		const split = randomSource(seedFrom('split', seed, patient)).pick(entries);
		drawn.set(patient, split);
		return split;
	});
}

/** Patients with images in more than one split, in the order of their first image. */
export function crossingPatients(patients: readonly string[], splits: readonly Split[]): string[] {
	const first = new Map<string, Split>();
	const crossing = new Set<string>();
	patients.forEach((patient, row) => {
		const known = first.get(patient);
		if (known === undefined) first.set(patient, splits[row]!);
		else if (known !== splits[row]) crossing.add(patient);
	});
	return [...crossing];
}

const NAMES: Readonly<Record<string, Split>> = {
	train: 'train',
	training: 'train',
	val: 'validation',
	valid: 'validation',
	validation: 'validation',
	dev: 'validation',
	test: 'test',
	testing: 'test',
};

/** A cell of a split column; null where it is none of the usual names. */
export const splitNamed = (name: string): Split | null => NAMES[name.trim().toLowerCase()] ?? null;
