import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { zipSync } from 'fflate';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { zipFolder, type Folder } from '#lib/competition-folder/index';
import { smallPredictions, writeSmallCompetition } from '../support/folder.ts';
import { holdout } from '../support/server.ts';

let parent: string;
let folder: string;
let good: string;

const write = (name: string, content: string | Uint8Array) => {
	const path = join(parent, name);
	writeFileSync(path, content);
	return path;
};

beforeAll(() => {
	parent = mkdtempSync(join(tmpdir(), 'holdout-cli-score-'));
	folder = writeSmallCompetition(parent, { slug: 'small' });
	good = write('good.csv', smallPredictions(0.6));
});
afterAll(() => rmSync(parent, { recursive: true, force: true }));

describe('holdout score', () => {
	it('prints the contract of DESIGN.md as JSON, and ends with 0', async () => {
		const { code, stdout, stderr } = await holdout(['score', folder, good, '--json']);
		expect(code, stderr).toBe(0);
		const result = JSON.parse(stdout);
		expect(result).toMatchObject({
			ok: true,
			competition: 'small',
			metric: 'mean_auroc',
			rows: 60,
		});
		for (const split of ['public', 'private']) {
			const { score, interval, labels } = result.splits[split];
			expect(interval[0]).toBeLessThan(score);
			expect(interval[1]).toBeGreaterThanOrEqual(score);
			expect(Object.keys(labels)).toEqual(['Effusion', 'Nodule']);
			expect(score).toBeCloseTo((labels.Effusion.auroc + labels.Nodule.auroc) / 2, 12);
		}
		expect(result.splits.public.rows + result.splits.private.rows).toBe(60);
		expect(stderr).toBe('');
	});

	it('prints tables to read, without colour where NO_COLOR is set', async () => {
		const { code, stdout } = await holdout(['score', folder, good], { FORCE_COLOR: '1' });
		expect(code).toBe(0);
		expect(stdout).toMatch(/^split +rows +Mean AUROC +95 % interval\npublic +24 +[01]\.\d{4}/);
		expect(stdout).toMatch(/\nEffusion +24 +8 +[01]\.\d{3}/);
		expect(stdout).not.toContain('\u001b[');
	});

	it.each([
		['gzip', () => write('good.csv.gz', gzipSync(readFileSync(good)))],
		['zip', () => write('good.zip', zipSync({ 'good.csv': readFileSync(good) }))],
	])('takes %s', async (_, make) => {
		const plain = JSON.parse((await holdout(['score', folder, good, '--json'])).stdout);
		const packed = JSON.parse((await holdout(['score', folder, make(), '--json'])).stdout);
		expect(packed.splits).toEqual(plain.splits);
		expect(packed.notices.map((n: { code: string }) => n.code)).toEqual(['compressed']);
	});

	it('takes a zip of the folder', async () => {
		const files: Folder = new Map();
		for (const name of ['competition.yaml', 'solution.csv']) {
			files.set(`small/${name}`, readFileSync(join(folder, name)));
		}
		const { code } = await holdout(['score', write('folder.zip', zipFolder(files)), good]);
		expect(code).toBe(0);
	});

	it('refuses a bad file with code, row, column, detail and remedy, and ends with 1', async () => {
		const bad = write('bad.csv', smallPredictions(0.6).replace(/img-3,[^,]+/, 'img-3,high'));
		const asJson = await holdout(['score', folder, bad, '--json']);
		expect(asJson.code).toBe(1);
		const { ok, problems } = JSON.parse(asJson.stdout);
		expect(ok).toBe(false);
		expect(problems).toMatchObject([{ code: 'not_a_number', row: 5, column: 'Effusion' }]);
		const asText = await holdout(['score', folder, bad]);
		expect(asText.code).toBe(1);
		expect(asText.stdout).toBe('');
		expect(asText.stderr).toMatch(/not_a_number +row 5, column Effusion/);
		expect(asText.stderr).toContain(problems[0].detail);
		expect(asText.stderr).toContain(`→ ${problems[0].remedy}`);
		expect(asText.stderr).not.toMatch(/\n\s+at /);
	});

	it('lists everything wrong with a folder, and ends with 1', async () => {
		const broken = writeSmallCompetition(parent, { slug: 'broken', yaml: 'treshold: 0.4' });
		writeFileSync(join(broken, 'solution.csv'), 'image,Effusion\n');
		const { code, stdout } = await holdout(['score', broken, good, '--json']);
		expect(code).toBe(1);
		expect(JSON.parse(stdout)).toMatchObject({ ok: false, code: 'invalid_folder' });
		expect(JSON.parse(stdout).problems[0]).toMatchObject({
			code: 'unknown_key',
			file: 'competition.yaml',
			row: 10,
			column: 'treshold',
		});
	});

	it.each([
		['an empty file', ''],
		['bytes that are no text', Uint8Array.from({ length: 300 }, (_, i) => (i * 37) % 256)],
		['half a zip', zipSync({ 'a.csv': new Uint8Array(500) }).slice(0, 90)],
	])('%s is refused, not a crash', async (name, content) => {
		const path = write(`${name.replaceAll(' ', '-')}.csv`, content);
		const { code, stdout } = await holdout(['score', folder, path, '--json']);
		expect(code).toBe(1);
		expect(JSON.parse(stdout).problems.length).toBeGreaterThan(0);
	});

	it('refuses a file above the limit without reading it', async () => {
		const { code, stdout } = await holdout(['score', folder, good, '--json'], {
			HOLDOUT_MAX_UPLOAD_MB: '0.0001',
		});
		expect(code).toBe(1);
		expect(JSON.parse(stdout)).toMatchObject({ problems: [{ code: 'file_too_large' }] });
	});
});
