/** Rows and patients of each class. */
import { MISSING } from '../types.ts';
import type { Grouping } from './groups.ts';

export interface Classes {
	positives: number;
	negatives: number;
	/** Independent units (rows or groups) with a positive row, and with a negative one. */
	positiveUnits: number;
	negativeUnits: number;
}

/** Labels of a split are counted once, however many figures ask. */
const counted = new WeakMap<Grouping, WeakMap<Uint8Array, Classes>>();

/** Rows and patients of each class of a label. */
export function countClasses(yTrue: Uint8Array, groups: Grouping | null): Classes {
	if (groups === null) return countAnew(yTrue, groups);
	let known = counted.get(groups);
	if (!known) counted.set(groups, (known = new WeakMap()));
	let classes = known.get(yTrue);
	if (!classes) known.set(yTrue, (classes = countAnew(yTrue, groups)));
	return classes;
}

function countAnew(yTrue: Uint8Array, groups: Grouping | null): Classes {
	let positives = 0;
	let negatives = 0;
	for (let i = 0; i < yTrue.length; i++) {
		if (yTrue[i] === 1) positives++;
		else if (yTrue[i] === 0) negatives++;
	}
	const units =
		groups === null
			? { positiveUnits: positives, negativeUnits: negatives }
			: unitsOfAny([yTrue], groups);
	return { positives, negatives, ...units };
}

/** Units with a positive cell, and with a negative one, of any label. */
export function unitsOfAny(labels: readonly Uint8Array[], groups: Grouping) {
	const seen = new Uint8Array(groups.count);
	for (const yTrue of labels) {
		const { of } = groups;
		for (let i = 0; i < yTrue.length; i++) {
			const label = yTrue[i]!;
			if (label !== MISSING) seen[of[i]!]! |= label + 1;
		}
	}
	let positiveUnits = 0;
	let negativeUnits = 0;
	for (let unit = 0; unit < seen.length; unit++) {
		positiveUnits += seen[unit]! >> 1;
		negativeUnits += seen[unit]! & 1;
	}
	return { positiveUnits, negativeUnits };
}

/** Bessel's correction for k units, by row. With one unit nothing can be said of the spread: 1. */
export const correction = (units: number): number =>
	units > 1 ? Math.sqrt(units / (units - 1)) : 1;
