/** Phantoms that a run is trained on, drawn where they are needed: no image has to be carried. */
import type { Plan } from '#baselines/gpu/kit/plan';
import { writePhantomSet } from '#baselines/phantoms/files/write';
import { findDemoSet } from '#baselines/phantoms/sets/index';
import { writeSet } from '#baselines/phantoms/sets/write-set';

export async function drawSet({ set, patients, size }: Plan['drawn'][number], folder: string) {
	console.log(`Drawing ${set} …`);
	const definition = findDemoSet(set);
	if (definition && patients === undefined) await writeSet({ definition, folder });
	else await writePhantomSet({ folder, seed: 0, patients: patients ?? 500, size: size ?? 128 });
}
