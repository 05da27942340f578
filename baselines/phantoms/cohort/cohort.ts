/** What kind of patients and images a set is drawn from. */
import { FINDING_NAMES, type FindingName } from '../names.ts';
import type { Split } from '../types.ts';

/** One of the looks that images of a set with classes may have. */
export interface Pattern {
	name: string;
	/** The class that an image of this pattern belongs to. */
	class: string;
	/** Drawn on every image of the pattern, beside what comes by chance. */
	findings: readonly FindingName[];
	/** Share of the images before any quota. */
	share: number;
}

export interface Cohort {
	/** Shares of the patients. */
	splits: readonly (readonly [Split, number])[];
	/**
	 * A severity is a uniform draw to this power: above 1 mild findings are the more frequent, as real
	 * ones often are.
	 */
	mildness: number;
	/** Findings that come by chance, as the patient's condition makes them likely. */
	byChance: readonly FindingName[];
	/** Empty where an image has findings and no class. Otherwise one of these on every image, by lot. */
	patterns: readonly Pattern[];
	/** Share of the images of a set with classes that are labelled with another class. */
	classNoise: number;
}

/** Patients of a hospital, with all fourteen findings: what is drawn where nothing else is said. */
export const GENERAL: Cohort = {
	splits: [
		['train', 0.7],
		['validation', 0.1],
		['test', 0.2],
	],
	mildness: 1.25,
	byChance: FINDING_NAMES,
	patterns: [],
	classNoise: 0,
};

/** The classes of a cohort, each once, in the order of its patterns. */
export const classesOf = ({ patterns }: Cohort): string[] => [
	...new Set(patterns.map((pattern) => pattern.class)),
];
