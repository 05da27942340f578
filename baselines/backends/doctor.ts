import * as tf from '@tensorflow/tfjs-core';
import { BackendError, reason } from './backend-error.ts';
import { backends, withDevice } from './choose.ts';
import { BATCH, referenceBatch, referenceNetwork, SIZE } from './reference-network.ts';
import type { Backend, BackendDefinition, BackendId, EngineName } from './types.ts';

/** What can be trained: whole networks, heads on frozen features, or nothing. */
export type Trains = 'networks' | 'heads' | 'nothing';

export interface BackendReport {
	id: BackendId;
	found: boolean;
	/** What it runs on; null if it was not found. */
	device: string | null;
	emulated: boolean;
	trains: Trains;
	/** Median milliseconds of a forward pass and of a training step of the reference network. */
	forward: number | null;
	step: number | null;
	/** Why it is not here, or what failed; null if all is well. */
	problem: string | null;
	remedy: string | null;
}

/** Kernels without which convolutions, or dense layers, have no gradient. */
const CONVOLUTION = [
	tf.Conv2DBackpropFilter,
	tf.Conv2DBackpropInput,
	tf.DepthwiseConv2dNativeBackpropFilter,
	tf.DepthwiseConv2dNativeBackpropInput,
	tf.MaxPoolGrad,
	tf.AvgPoolGrad,
];
const DENSE = [tf.BatchMatMul, tf.Sum];

/** What an engine has gradient kernels for. */
export function trains(engine: EngineName): Trains {
	const has = (names: string[]) => names.every((name) => tf.getKernel(name, engine));
	if (!has(DENSE)) return 'nothing';
	return has(CONVOLUTION) ? 'networks' : 'heads';
}

/**
 * Starts every backend there is, one after another, and times it. Afterwards TensorFlow.js computes on
 * the last one, so that this belongs into a command of its own.
 * @param only one of them
 */
export async function examine(only?: BackendId): Promise<BackendReport[]> {
	const reports: BackendReport[] = [];
	for (const definition of backends) {
		if (!only || definition.id === only) reports.push(await examineOne(definition));
	}
	return reports;
}

async function examineOne(definition: BackendDefinition): Promise<BackendReport> {
	const { id } = definition;
	let backend: Backend;
	try {
		backend = await definition.start();
	} catch (error) {
		if (!(error instanceof BackendError)) throw error;
		return { ...ABSENT, id, problem: error.message, remedy: error.remedy };
	}
	const { device, emulated } = backend;
	const found = { id, found: true, device, emulated, trains: trains(backend.engine) };
	try {
		const speed = await withDevice(backend, time(found.trains === 'networks'));
		return { ...found, ...speed, problem: null, remedy: null };
	} catch (error) {
		const problem = `The reference network failed: ${reason(error)}.`;
		return { ...found, trains: 'nothing', forward: null, step: null, problem, remedy: null };
	} finally {
		await backend.stop();
	}
}

const ABSENT = {
	found: false,
	device: null,
	emulated: false,
	trains: 'nothing',
	forward: null,
	step: null,
} as const;

async function time(training: boolean): Promise<{ forward: number; step: number | null }> {
	const model = referenceNetwork();
	const { x, y } = referenceBatch();
	try {
		const forward = await median(async () => {
			const scores = model.predict(x) as tf.Tensor;
			await scores.data();
			scores.dispose();
		});
		if (!training) return { forward, step: null };
		model.compile({ optimizer: 'adam', loss: 'binaryCrossentropy' });
		const step = await median(async () => {
			const loss = (await model.trainOnBatch(x, y)) as number;
			if (!Number.isFinite(loss)) throw new Error(`its loss is ${loss}`);
		});
		return { forward, step };
	} finally {
		tf.dispose([x, y]);
		model.dispose();
	}
}

/** Median of five runs, in milliseconds; the first one compiles and does not count. */
async function median(run: () => Promise<void>): Promise<number> {
	const times: number[] = [];
	for (let i = 0; i < 6; i++) {
		const start = performance.now();
		await run();
		if (i > 0) times.push(performance.now() - start);
	}
	return times.sort((a, b) => a - b)[2]!;
}

/** The report as a few lines of text. */
export function describeBackends(reports: readonly BackendReport[]): string {
	const can: Record<Trains, string> = {
		networks: 'trains whole networks',
		heads: 'trains heads on frozen features',
		nothing: 'trains nothing',
	};
	const lines = reports.flatMap((report) => {
		if (!report.found) return [`${report.id}: not found`, `  ${report.problem} ${report.remedy}`];
		const { forward, step, problem } = report;
		const speed = [
			forward === null ? '' : `forward ${perSecond(forward)} images/s`,
			step === null ? '' : `training ${perSecond(step)} images/s`,
		].filter(Boolean);
		return [
			`${report.id}: ${report.device}${report.emulated ? ', imitated by the processor' : ''}`,
			`  ${[can[report.trains], ...speed].join('; ')}`,
			...(problem ? [`  ${problem}`] : []),
		];
	});
	const network = `Speeds are of a reference network of three convolutions, ${BATCH} images of ${SIZE}×${SIZE}.`;
	return [...lines, network].join('\n');
}

const perSecond = (milliseconds: number) => Math.round((1000 * BATCH) / milliseconds);
