/** A set of fixed composition: the images of one competition. */
import type { Cohort } from '../cohort/cohort.ts';
import type { Split } from '../types.ts';

/** How many images, or how many of each class by label. */
export type Quota = number | Readonly<Record<string, number>>;

export interface PhantomSetDefinition {
	/** Such as `demo-chest-14`. */
	slug: string;
	/** Everything in the set follows from this and the slug. */
	seed: number;
	cohort: Cohort;
	rows: Readonly<Record<Split, Quota>>;
	/** Columns of its tables. */
	columns: {
		id: string;
		/**
		 * `findings`: fourteen columns of 0 and 1; `class`: one column of class names; `positive`: one
		 * column of 0 and 1 for the class of that name.
		 */
		labels: { kind: 'findings' } | { kind: 'class' | 'positive'; name: string };
	};
	/** Classes whose images have nothing to find, so no region either. */
	empty: readonly string[];
}
