/** A thread that computes features with a WebAssembly of its own. */
import { workerData } from 'node:worker_threads';
import type * as tfl from '@tensorflow/tfjs-layers';
import { wasm } from '../../backends/wasm.ts';
import type { BackboneSetup, ExtractJob } from './job.ts';
import { buildBackbone, extract } from './setup.ts';

/** Piscina puts its own number before what it was given. */
const setup = (Array.isArray(workerData) ? workerData[1] : workerData) as BackboneSetup;
let model: Promise<tfl.LayersModel> | null = null;

async function start(): Promise<tfl.LayersModel> {
	await wasm.start();
	return buildBackbone(setup);
}

export default async function features(job: ExtractJob): Promise<Float32Array> {
	model ??= start();
	return extract(await model, setup, job);
}
