/** What a score is worth, in the terminal: intervals, columns, subgroups, comparisons, metrics. */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { MetricInfo } from '#lib/api/schemas/competitions';
import { smallPredictions, writeSmallCompetition } from '../support/folder.ts';
import { holdout } from '../support/server.ts';

const ROWS = 200;
const YAML = 'metrics: [macro_f1, hamming_loss]\nsubgroups: [Side]\nmin_group: 20';

let parent: string;
let folder: string;
let good: string;
let weak: string;

beforeAll(() => {
	parent = mkdtempSync(join(tmpdir(), 'holdout-cli-measure-'));
	folder = writeSmallCompetition(parent, { slug: 'small', rows: ROWS, yaml: YAML });
	// The last rows show the middle: fewer than 20 of them are public.
	const side = (i: number) => (i >= 180 ? 'middle' : i % 2 ? 'left' : 'right');
	const [head, ...rows] = readFileSync(join(folder, 'solution.csv'), 'utf8').trimEnd().split('\n');
	const lines = rows.map((row, i) => `${row},${side(i)}`);
	writeFileSync(join(folder, 'solution.csv'), `${head},Side\n${lines.join('\n')}\n`);
	const write = (name: string, skill: number) => {
		writeFileSync(join(parent, name), smallPredictions(skill, ROWS));
		return join(parent, name);
	};
	good = write('good.csv', 0.3);
	weak = write('weak.csv', 0.05);
});
afterAll(() => rmSync(parent, { recursive: true, force: true }));

describe('holdout score', () => {
	it('prints intervals, the columns of the leaderboard and subgroups, aligned', async () => {
		const { code, stdout, stderr } = await holdout(['score', folder, good]);
		expect(code, stderr).toBe(0);
		expect(stdout).toMatch(/^split +rows +Mean AUROC +95 % interval\n/);
		expect(stdout).toMatch(/\npublic +80 +[01]\.\d{4} +0\.\d{4} to [01]\.\d{4} /);
		expect(stdout).toMatch(
			/\nMacro F1 +0\.\d{4} +0\.\d{4} to 0\.\d{4} .*column of the leaderboard/,
		);
		expect(stdout).toMatch(/\nEffusion +80 +\d+ +[01]\.\d{3} +0\.\d{3} to [01]\.\d{3}/);
		expect(stdout).toMatch(/\npublic, by Side\ngroup +rows +positives +AUROC +95 % interval\n/);
		expect(stdout).toMatch(/\nmiddle +8 +– +– +Fewer than 20 rows\./);
		expect(stdout).toMatch(/ worst\n/);
		expect(stdout).not.toMatch(/ +\n/);
	});

	it('--json carries all of it, and --intervals says for which metrics', async () => {
		const run = async (...more: string[]) =>
			JSON.parse((await holdout(['score', folder, good, '--json', ...more])).stdout).splits.public;
		const main = await run();
		expect(main.metrics.macro_f1.interval).toHaveLength(2);
		expect(main.metrics.macro_f1.method).toBe('bootstrap');
		expect(main.metrics.macro_mcc.interval).toBeUndefined();
		expect(main.label_intervals.Effusion.auroc).toHaveLength(2);
		expect(main.subgroups[0]).toMatchObject({ column: 'Side', min_rows: 20 });
		expect(main.roc.Effusion.fpr.length).toBeGreaterThan(2);
		const all = await run('--intervals', 'all');
		expect(all.metrics.macro_mcc.interval).toHaveLength(2);
		const none = await run('--intervals', 'none');
		expect(none.interval).toBeNull();
		expect(none.score).toBe(main.score);
	});
});

describe('holdout compare', () => {
	it('prints differences with interval and p, per metric and per finding', async () => {
		const { code, stdout, stderr } = await holdout(['compare', folder, good, weak]);
		expect(code, stderr).toBe(0);
		expect(stdout).toMatch(/\npublic, 80 rows\nmetric +a +b +a − b +95 % interval +p\n/);
		expect(stdout).toMatch(/\nMean AUROC +0\.\d{4} +0\.\d{4} +\+0\.\d{4} .* DeLong\n/);
		expect(stdout).toMatch(/\npublic, auroc by label\n/);
		expect(stdout).toMatch(/\nHamming loss .*\n/);
	});

	it('a file does not differ from itself: p = 1', async () => {
		const { code, stdout } = await holdout(['compare', folder, good, good, '--json']);
		expect(code).toBe(0);
		const { ok, metric, splits } = JSON.parse(stdout);
		expect({ ok, metric }).toEqual({ ok: true, metric: 'mean_auroc' });
		expect(Object.keys(splits)).toEqual(['public', 'private', 'all']);
		for (const { metrics } of Object.values<{ metrics: Record<string, unknown> }>(splits)) {
			expect(Object.keys(metrics)).toEqual(['mean_auroc', 'macro_f1', 'hamming_loss']);
			for (const found of Object.values(metrics)) expect(found).toMatchObject({ p: 1 });
		}
	});

	it('says which of the two is refused, and ends with 1', async () => {
		const bad = join(parent, 'bad.csv');
		writeFileSync(bad, 'image\n');
		const text = await holdout(['compare', folder, good, bad]);
		expect(text.code).toBe(1);
		expect(text.stderr).toContain(`${bad} cannot be scored`);
		const { stdout } = await holdout(['compare', folder, bad, good, '--json']);
		expect(JSON.parse(stdout)).toMatchObject({ ok: false, code: 'invalid_submission' });
	});
});

describe('holdout metrics', () => {
	it('lists those of a task, with parameters', async () => {
		const { code, stdout } = await holdout(['metrics', '--task', 'multilabel', '--json']);
		expect(code).toBe(0);
		const { ok, metrics } = JSON.parse(stdout) as { ok: boolean; metrics: MetricInfo[] };
		expect(ok).toBe(true);
		expect(metrics.every(({ tasks }) => tasks.includes('multilabel'))).toBe(true);
		expect(metrics[0]!.id).toBe('mean_auroc');
		const text = (await holdout(['metrics', '--task', 'multiclass'])).stdout;
		expect(text).toMatch(/\ntop_k_accuracy .* higher +top_k=\d+ \(1 to \d+\)/);
	});
});
