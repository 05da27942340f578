import * as tf from '@tensorflow/tfjs-core';
import { existsSync, mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { TrainingEvent } from '#baselines/training/events';
import { trainNetwork } from '#baselines/training/run/train-network';
import { checkpointPath } from '#baselines/training/run/resume';
import type { Outcome, RunOptions } from '#baselines/training/run/types';
import { phantomDataset, runOptions, smallRecipe } from './small-run.ts';

const parent = mkdtempSync(join(tmpdir(), 'holdout-train-'));
afterAll(() => rmSync(parent, { recursive: true, force: true }));
const dataset = phantomDataset(50, 8);
const options = (name: string, more: Partial<RunOptions> = {}) =>
	runOptions(dataset, join(parent, name), more);
const run = (name: string, more: Partial<RunOptions> = {}) =>
	trainNetwork(smallRecipe, options(name, more));
const weightsOf = ({ weights }: Outcome) =>
	new Map(weights!.map(({ name, values }) => [name, values()]));

let whole: Outcome;
beforeAll(async () => {
	whole = await run('whole');
});

describe('a run', () => {
	it('is the same when it is repeated, to the last bit', async () => {
		const again = await run('again');
		expect(again.test!.yScore).toEqual(whole.test!.yScore);
		expect(weightsOf(again)).toEqual(weightsOf(whole));
		expect(again.history.map(({ loss }) => loss)).toEqual(whole.history.map(({ loss }) => loss));
	});

	it('is another one with another seed', async () => {
		const other = await run('other', { seed: 6 });
		expect(other.test!.yScore).not.toEqual(whole.test!.yScore);
	});

	it('says what happened in each epoch of each phase', () => {
		expect(whole.history.map(({ phase, epoch }) => [phase, epoch])).toEqual([
			...[
				['head', 1],
				['all', 1],
				['all', 2],
			],
		]);
		for (const row of whole.history) {
			expect(row.loss).toBeGreaterThan(0);
			expect(row.auroc).toBeGreaterThan(0);
			expect(row.imagesPerSecond).toBeGreaterThan(0);
		}
	});

	// In the head phase, in the first and in the middle of the second one.
	it.each([2, 6, 9])(
		'interrupted after %i steps and resumed it ends with the same weights',
		async (stopAfter) => {
			const name = `interrupted-${stopAfter}`;
			const controller = new AbortController();
			let steps = 0;
			const onEvent = ({ kind }: TrainingEvent) => {
				if (kind === 'step' && ++steps === stopAfter) controller.abort();
			};
			await expect(run(name, { signal: controller.signal, onEvent })).rejects.toMatchObject({
				name: 'Interrupted',
			});
			expect(steps).toBe(stopAfter);
			const resumed = await run(name, { resume: true });
			const expected = weightsOf(whole);
			for (const [weight, values] of weightsOf(resumed)) {
				const wanted = expected.get(weight)!;
				values.forEach((value, k) => expect(Math.abs(value - wanted[k]!)).toBeLessThan(1e-6));
			}
			expect(resumed.history).toHaveLength(3);
			resumed.history.forEach(({ loss }, k) => expect(loss).toBeCloseTo(whole.history[k]!.loss, 6));
		},
	);
});

describe('a checkpoint', () => {
	it('of another run is refused, and the answer says in what it differs', async () => {
		await expect(run('whole', { resume: true, seed: 9 })).rejects.toMatchObject({
			code: 'other_run',
			message: expect.stringMatching(/seed was 5 and is 9/) as string,
		});
	});
	it('that is not there, or damaged, is refused', async () => {
		await expect(run('nowhere', { resume: true })).rejects.toMatchObject({ code: 'no_checkpoint' });
		const bad = options('bad', { resume: true });
		await run('bad', { epochs: 1 });
		writeFileSync(checkpointPath(bad.out), 'what is this');
		await expect(run('bad', { resume: true })).rejects.toMatchObject({ code: 'bad_checkpoint' });
	});
});

it('a loss that is no number ends the run, and says which checkpoint is whole', async () => {
	const failed = run('exploding', { rateFactor: 1e30 });
	await expect(failed).rejects.toMatchObject({
		code: 'loss_not_finite',
		message: expect.stringMatching(/phase "(head|all)", epoch \d, step \d+/) as string,
		remedy: expect.stringContaining('--rate-factor') as string,
	});
	// What is on disk, if anything, is from before.
	const path = checkpointPath(join(parent, 'exploding'));
	if (existsSync(path)) expect(statSync(path).size).toBeGreaterThan(1000);
});

it('leaves no tensor behind, and holds as many in every epoch', async () => {
	const before = tf.memory().numTensors;
	const counts: number[] = [];
	const onEvent = ({ kind }: TrainingEvent) => {
		if (kind === 'epoch') counts.push(tf.memory().numTensors);
	};
	const phases = smallRecipe.phases.map((phase) => ({
		...phase,
		epochs: phase.train === 'all' ? 4 : 1,
	}));
	await trainNetwork({ ...smallRecipe, phases }, options('leak', { onEvent }));
	expect(counts).toHaveLength(5);
	// Within the phase: the best weights are held from its first epoch on.
	expect(new Set(counts.slice(1)).size).toBe(1);
	expect(tf.memory().numTensors).toBe(before);
});

it('frozen features are computed once and then read', async () => {
	const told: string[] = [];
	const onEvent = (event: TrainingEvent) => {
		if (event.kind === 'work') told.push(event.what);
	};
	const { augmentation: _none, ...plain } = smallRecipe;
	const recipe = { ...plain, phases: smallRecipe.phases.slice(0, 1) };
	const first = await trainNetwork(recipe, options('cached', { onEvent, threads: 2 }));
	expect(told).toContain('Features');
	told.length = 0;
	const second = await trainNetwork(recipe, options('cached', { onEvent, threads: 1 }));
	expect(told).not.toContain('Features');
	expect(second.test!.yScore).toEqual(first.test!.yScore);
});
