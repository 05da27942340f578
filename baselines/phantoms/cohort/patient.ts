/** Simulated patients, each from the seed and their number alone. */
import { randomSource, seedFrom } from '../../random-source.ts';
import type { Sex, Split, View } from '../types.ts';
import { GENERAL, type Cohort } from './cohort.ts';
import { CONDITIONS, type Condition } from './conditions.ts';

/** Of the images of ChestX-ray14: 43.5 % of women, age 47 ± 16.8 years. */
const WOMEN = 0.435;
const AGE = { mean: 47, sd: 15, youngest: 18, oldest: 94 };
/** Images of one patient: most have one, some have several; 2.2 on average. */
const IMAGES = [
	[1, 0.5],
	[2, 0.22],
	[3, 0.14],
	[5, 0.09],
	[8, 0.05],
] as const;

export interface Patient {
	/** Such as `P00012`. */
	id: string;
	sex: Sex;
	/** Years at the first image. */
	age: number;
	condition: Condition;
	images: number;
	split: Split;
}

export function simulatePatient(
	seed: number,
	number: number,
	{ splits }: Pick<Cohort, 'splits'> = GENERAL,
): Patient {
	const random = randomSource(seedFrom('phantom patient', seed, number));
	const condition = random.pick(CONDITIONS.map((entry) => [entry, entry.share] as const));
	const years = Math.round(AGE.mean + condition.older + AGE.sd * random.normal());
	return {
		id: `P${String(number).padStart(5, '0')}`,
		sex: random.uniform() < WOMEN ? 'F' : 'M',
		age: Math.min(AGE.oldest, Math.max(AGE.youngest, years)),
		condition,
		images: random.pick(IMAGES),
		// A draw of its own, so that the split cannot lean on anything else of the patient.
		split: randomSource(seedFrom('phantom split', seed, number)).pick(splits),
	};
}

/** Ill patients are more often radiographed in bed. */
export function simulateView(seed: number, number: number, index: number, ap: number): View {
	const random = randomSource(seedFrom('phantom view', seed, number, index));
	return random.uniform() < ap ? 'AP' : 'PA';
}
