/**
 * What `webgpu.test.ts` runs in a process of its own: the driver is chosen by variables that are read
 * when a process starts. Prints one JSON object a line.
 */
import * as tf from '@tensorflow/tfjs-core';
import { chooseBackend, withDevice } from '#baselines/backends/choose';
import { cpu } from '#baselines/backends/cpu';
import { trains } from '#baselines/backends/doctor';
import { webgpu } from '#baselines/backends/webgpu';
import { architectures, type Convention } from '#baselines/models/index';
import { smallCnn } from '#baselines/training/network/small-cnn';
import { LEAST_WIDTH, trainSteps } from '../models/train-steps.ts';
import { batchCases, compareBatches, countBatches } from '../training/image-batches.ts';
import { cases, difference } from './gradient-cases.ts';

const say = (line: unknown) => console.log(JSON.stringify(line));
const problem = ({ code, message, remedy }: Record<string, string>) => ({ code, message, remedy });

async function main(): Promise<void> {
	const { backend: chosen, passed } = await chooseBackend();
	say({ chosen: chosen.id, passed: passed.map(({ id, reason }) => [id, reason]) });
	let backend;
	try {
		backend = await webgpu.start();
	} catch (error) {
		return say({ missing: problem(error as never) });
	}
	say({ device: backend.device, emulated: backend.emulated, trains: trains(backend.engine) });
	for (const architecture of [...architectures, smallCnn]) {
		const convention = Object.keys(architecture.editions)[0] as Convention;
		const trained = await trainSteps(architecture, { convention, width: LEAST_WIDTH, steps: 1 });
		say({ trained: architecture.id, ...trained });
	}
	for (const one of batchCases) say({ batches: one.name, ...(await compareBatches(one)) });
	say({ counted: await countBatches() });
	await cpu.start();
	for (const one of cases) {
		say({ gradients: one.name, difference: await difference('cpu', 'webgpu', one) });
	}
	await tf.setBackend('webgpu');
	const work = withDevice(backend, new Promise(() => {}));
	(tf.backend() as unknown as { device: { destroy(): void } }).device.destroy();
	say({ lost: await work.catch(problem) });
}

await main();
process.exit();
