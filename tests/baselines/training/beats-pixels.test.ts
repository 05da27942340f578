/**
 * The demo's recipe from images to scores, smaller: 48 pixels and eight epochs, about two minutes of
 * one core. It must leave the 24×24 pixels behind by the margin that `baselines/trained/README.md` states.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { findRecipe } from '#baselines/recipes/index';
import { submissionCsv } from '#baselines/submission-csv';
import { train } from '#baselines/training/run/train';
import { compareFiles } from '#scorer/index';
import { demoSolution } from '../trained/committed.ts';
import { demoDataset } from '../trained/demo-dataset.ts';
import { runOptions } from './small-run.ts';

const SLUG = 'demo-covid-3';
const SIZE = 48;
const EPOCHS = 8;
const MARGIN = 0.08;

const out = mkdtempSync(join(tmpdir(), 'holdout-beats-'));
afterAll(() => rmSync(out, { recursive: true, force: true }));

it(
	`the small network is above the pixels by ${MARGIN}, and the interval of the difference above 0`,
	async () => {
		const dataset = demoDataset(SLUG, SIZE);
		const { solution, spec } = demoSolution(SLUG);
		const submit = async (id: string) => {
			const options = runOptions(dataset, out, { seed: 0, size: SIZE, epochs: EPOCHS });
			const { test } = await train(findRecipe(id)!, options);
			return submissionCsv(spec.id, spec.labels, test!.ids, test!.yScore);
		};
		const [network, pixels] = [await submit('demo-small-cnn'), await submit('pixels')];
		const result = compareFiles(network, pixels, solution, spec);
		if (!result.ok) throw new Error(JSON.stringify(result.problems));
		const { a, difference, interval } = result.comparison.splits.public!.metrics[spec.metric]!;
		expect(a).toBeGreaterThan(0.8);
		expect(difference).toBeGreaterThan(MARGIN);
		expect(interval![0]).toBeGreaterThan(0);
	},
	20 * 60_000,
);
