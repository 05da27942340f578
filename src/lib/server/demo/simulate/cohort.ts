/** Simulated patients and their images, with the margins of ChestX-ray14. */
import { randomSource, seedFrom, type RandomSource } from '#baselines/random-source';

export interface SimulatedImage {
	id: string;
	patient: string;
	age: number;
	sex: 'F' | 'M';
	view: 'AP' | 'PA';
	/** How ill the patient is; multiplies the odds of every finding. Mean 1. */
	severity: number;
}

/** Of the 112,120 images of ChestX-ray14: 43.5 % of women, 60 % PA, age 47 ± 16 years. */
const WOMEN = 0.435;
const AGE = { mean: 47, sd: 16 };
/** Out-patients stand (PA); the ill lie in bed (AP). Together 60 % PA. */
const PA_SHARE = { well: 0.72, ill: 0.42 };
const SEVERITIES = [
	[0.35, 0.6],
	[1.6, 0.28],
	[2.85, 0.12],
] as const;
/** Images of one patient: many have one, a few have many; 3.6 on average. */
const IMAGES = [
	[1, 0.48],
	[2, 0.16],
	[4, 0.16],
	[8, 0.12],
	[15, 0.08],
] as const;

export function simulateAge(random: RandomSource, mean = AGE.mean, sd = AGE.sd): number {
	return Math.min(95, Math.max(1, Math.round(mean + sd * random.normal())));
}

/** A cohort of `rows` images; `prefix` keeps the ids of train and test apart. */
export function simulateCohort(seed: number, prefix: string, rows: number): SimulatedImage[] {
	const random = randomSource(seedFrom(seed, 'cohort', prefix));
	const images: SimulatedImage[] = [];
	for (let p = 1; images.length < rows; p++) {
		const patient = `${prefix}${String(p).padStart(5, '0')}`;
		const age = simulateAge(random);
		const sex = random.uniform() < WOMEN ? 'F' : 'M';
		const severity = random.pick(SEVERITIES);
		const paShare = severity > 1 ? PA_SHARE.ill : PA_SHARE.well;
		const count = Math.min(random.pick(IMAGES), rows - images.length);
		for (let n = 0; n < count; n++) {
			const view = random.uniform() < paShare ? 'PA' : 'AP';
			const id = `${patient}_${String(n).padStart(3, '0')}.png`;
			images.push({ id, patient, age, sex, view, severity });
		}
	}
	return images;
}

/** Public or private, by patient, so that nobody is in both. */
export function splitByPatient(seed: number, patients: readonly string[], publicShare: number) {
	return patients.map((patient): 'Public' | 'Private' =>
		randomSource(seedFrom(seed, 'usage', patient)).uniform() < publicShare ? 'Public' : 'Private',
	);
}
