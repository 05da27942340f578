/** Which images a set of fixed composition is made of. */
import { seedFrom } from '../../random-source.ts';
import { simulatePatient } from '../cohort/patient.ts';
import { planPhantom } from '../plan.ts';
import type { PlannedPhantom, Split } from '../types.ts';
import type { PhantomSetDefinition, Quota } from './types.ts';

/** Counts down what is left of every quota. */
function createRoom(rows: PhantomSetDefinition['rows']) {
	const left = new Map<string, number>();
	const key = (split: string, name: string) => `${split}/${name}`;
	for (const [split, quota] of Object.entries<Quota>(rows)) {
		const parts = typeof quota === 'number' ? { '': quota } : quota;
		for (const [name, images] of Object.entries(parts)) left.set(key(split, name), images);
	}
	let all = [...left.values()].reduce((sum, images) => sum + images, 0);
	return {
		isFull: () => all === 0,
		/** Is there room for one more? Then it is taken. */
		take(split: Split, name: string): boolean {
			const images = left.get(key(split, name)) ?? 0;
			if (images === 0) return false;
			left.set(key(split, name), images - 1);
			all--;
			return true;
		},
	};
}

/**
 * Patients come one after the other, and each of their images is taken while there is room for it in
 * the patient's split. The same definition gives the same images.
 */
export function planSet(
	definition: PhantomSetDefinition,
	seed = definition.seed,
): PlannedPhantom[] {
	const { slug, cohort, rows } = definition;
	const ofSet = seedFrom('phantom set', seed, slug);
	const room = createRoom(rows);
	const planned: PlannedPhantom[] = [];
	for (let number = 0; !room.isFull(); number++) {
		const patient = simulatePatient(ofSet, number, cohort);
		for (let index = 0; index < patient.images; index++) {
			const phantom = planPhantom({ seed: ofSet, patient: number, index }, patient, cohort);
			if (room.take(phantom.split, phantom.pattern?.labelled ?? '')) planned.push(phantom);
		}
	}
	return planned;
}
