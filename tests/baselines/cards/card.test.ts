import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readCard, writeRun } from '#baselines/cards/folder';
import { scoreSplit } from '#baselines/cards/figures';
import { makeCard } from '#baselines/cards/make-card';
import { cardMarkdown } from '#baselines/cards/markdown';
import { openTrained } from '#baselines/cards/open-trained';
import { cardSchema, type Card } from '#baselines/cards/schema';
import { aurocOf } from '#baselines/heads/auroc';
import { disposeModel } from '#baselines/training/network/network';
import { predictSplit } from '#baselines/training/run/predict-split';
import { train } from '#baselines/training/run/train';
import type { Outcome, SplitScores } from '#baselines/training/run/types';
import { phantomDataset, runOptions, smallRecipe } from '../training/small-run.ts';

const out = mkdtempSync(join(tmpdir(), 'holdout-card-'));
afterAll(() => rmSync(out, { recursive: true, force: true }));

const dataset = phantomDataset(60, 8);
let outcome: Outcome;
let card: Card;
beforeAll(async () => {
	const recipe = {
		...smallRecipe,
		source: { ...smallRecipe.source, published: [{ figure: 'auroc', value: 0.7 }] },
	};
	outcome = await train(recipe, runOptions(dataset, out));
	card = makeCard({
		...{ recipe, outcome, dataName: 'Phantoms', dataHash: 'abc', idColumn: 'image_id', seed: 5 },
		...{ epochs: null, rateFactor: 1, version: '0.0.0' },
	});
	await writeRun(out, outcome, card);
});

describe('a card', () => {
	it('comes back from its file as it was, and matches its schema', async () => {
		expect(await readCard(out)).toEqual(JSON.parse(JSON.stringify(card)));
		expect(cardSchema.safeParse(card).success).toBe(true);
	});

	it('has the figures of the scorer, with intervals that keep patients together', () => {
		const { report, split, metric } = card.figures!;
		expect([split, metric]).toEqual(['test', 'mean_auroc']);
		const { yTrue, yScore } = outcome.test!;
		card.labels.forEach((label, k) => {
			const own = aurocOf(yTrue![k]!, yScore[k]!);
			if (own === null) expect(report.labels[label]!.auroc).toBeNull();
			// The submission has six digits, which may tie what was apart.
			else expect(report.labels[label]!.auroc).toBeCloseTo(own, 3);
		});
		expect(report.groups).toBe(card.data.patients.test);
		const [lo, hi] = report.interval!;
		expect(lo).toBeLessThan(report.score!);
		expect(hi).toBeGreaterThan(report.score!);
	});

	it('says what it was made of', () => {
		expect(card.start).toEqual({ kind: 'random' });
		expect(card.parameters).toEqual({ backbone: expect.any(Number), head: 97 * 14 });
		expect(card.device?.backend).toBe('wasm');
		expect(card.history).toHaveLength(3);
		expect(Object.values(card.data.images).reduce((a, b) => a + b)).toBe(dataset.ids.length);
		expect(card.limits[0]).toMatch(/Not a medical device/);
	});

	it('reads as text, without a hole in it', () => {
		const text = cardMarkdown(card);
		for (const part of [
			'# Small network',
			'## Figures',
			'## Data',
			'## Training',
			'## Curves',
			'## As published',
			'## Limits',
		])
			expect(text).toContain(part);
		expect(text).not.toMatch(/undefined|NaN|\[object/);
	});

	it('opens the network again, which says the same', async () => {
		const net = await openTrained(out, await readCard(out));
		const loaded = await dataset.load('test', { size: 24 });
		if (!loaded.ok) throw new Error('no images');
		const { yScore } = await predictSplit(net, loaded.images, 14, { onEvent() {}, batch: 8 });
		yScore.forEach((scores, k) =>
			scores.forEach((score, i) => expect(score).toBeCloseTo(outcome.test!.yScore[k]![i]!, 5)),
		);
		disposeModel(net.whole);
	});

	it('is refused where there is none', async () => {
		await expect(readCard(join(out, 'nowhere'))).rejects.toMatchObject({
			code: 'bad_output_folder',
		});
	});

	it('has a submission with a row for every test image', () => {
		const lines = readFileSync(join(out, 'submission.csv'), 'utf8').trim().split('\n');
		expect(lines).toHaveLength(1 + outcome.test!.ids.length);
		expect(lines[0]!.startsWith('image_id,Atelectasis,')).toBe(true);
	});
});

describe('figures of other tasks', () => {
	const split = (yTrue: Uint8Array[], yScore: Float64Array[]): SplitScores => ({
		...{ split: 'test', metadata: {}, yTrue, yScore },
		ids: Array.from({ length: yTrue[0]!.length }, (_, k) => `i${k}`),
		patients: Array.from({ length: yTrue[0]!.length }, (_, k) => `p${k}`),
	});
	it('binary', () => {
		const y = Uint8Array.of(0, 1, 0, 1, 1);
		const scores = Float64Array.of(0.1, 0.8, 0.4, 0.3, 0.9);
		const scored = scoreSplit(split([y], [scores]), {
			task: 'binary',
			labels: ['Opacity'],
			thresholds: [0.35],
		});
		expect(scored!.metric).toBe('auroc');
		expect(scored!.report.score).toBeCloseTo(aurocOf(y, scores)!, 12);
		expect(scored!.report.confusion!.counts).toEqual([
			[1, 1],
			[1, 2],
		]);
	});
	it('multiclass', () => {
		const y = [Uint8Array.of(1, 0, 0, 1), Uint8Array.of(0, 1, 0, 0), Uint8Array.of(0, 0, 1, 0)];
		const scores = y.map((column) => Float64Array.from(column, (v) => (v ? 0.8 : 0.1)));
		const scored = scoreSplit(split(y, scores), {
			task: 'multiclass',
			labels: ['a', 'b', 'c'],
			thresholds: [0.5, 0.5, 0.5],
		});
		expect(scored!.report.score).toBe(1);
		expect(scored!.report.confusion!.counts).toEqual([
			[2, 0, 0],
			[0, 1, 0],
			[0, 0, 1],
		]);
	});
	it('none where the labels are withheld', () => {
		const own = { ...split([Uint8Array.of(1)], [Float64Array.of(1)]), yTrue: null };
		expect(scoreSplit(own, { task: 'binary', labels: ['x'], thresholds: [0.5] })).toBeNull();
	});
});
