import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { importers } from '#lib/importers/index';
import { kermanyImages, siimFiles } from '../lib/importers/small-sets.ts';
import { holdout } from '../support/server.ts';

let parent: string;
let siim: string;
const write = (path: string, content: string | Uint8Array) => {
	mkdirSync(dirname(path), { recursive: true });
	writeFileSync(path, content);
};
beforeAll(() => {
	parent = mkdtempSync(join(tmpdir(), 'holdout-cli-import-'));
	siim = join(parent, 'siim');
	for (const { path, bytes } of siimFiles()) write(join(siim, path), bytes);
	write(join(siim, 'notes.csv'), 'a,b\n1,2\n');
});
afterAll(() => rmSync(parent, { recursive: true, force: true }));

it('writes a folder that scores and imports, from a folder of files', async () => {
	const out = join(parent, 'competition');
	const made = await holdout(['import', 'siim-covid', siim, '--out', out]);
	expect(made.code, made.stderr).toBe(0);
	expect(made.stdout).toMatch(/^SIIM COVID-19: opacity or none \(siim-covid\)/);
	expect(made.stdout).toMatch(/≠ opacity_without_box {2}10 images of/);
	expect(made.stdout).toContain(`Next: holdout competition check ${out}`);
	const sample = join(out, 'sample_submission.csv');
	expect((await holdout(['score', out, sample, '--json'])).code).toBe(0);
	expect((await holdout(['competition', 'import', out, '--dry-run'])).code).toBe(0);

	const checked = await holdout(['competition', 'check', out, '--json']);
	expect(checked.code, checked.stdout).toBe(0);
	const codes = JSON.parse(checked.stdout).advice.map(({ code }: { code: string }) => code);
	expect(codes).toContain('smallest_detectable_difference');
	expect(codes).toContain('too_rare_to_rank');

	const again = await holdout(['import', 'siim-covid', siim, '--out', out, '--json']);
	expect(again.code).toBe(1);
	expect(JSON.parse(again.stdout)).toMatchObject({ ok: false, code: 'exists' });
});

it('as JSON: where it is, what is in it, and the data report', async () => {
	const out = join(parent, 'as-json');
	const args = ['--task', 'four-classes', '--title', 'Ours', '--slug', 'ours', '--out', out];
	const { code, stdout, stderr } = await holdout(['import', 'siim-covid', siim, ...args, '--json']);
	expect(code, stdout).toBe(0);
	expect(stderr).toBe('');
	const result = JSON.parse(stdout);
	expect(result).toMatchObject({ ok: true, data_set: 'siim-covid', out });
	expect(result.summary).toMatchObject({ slug: 'ours', title: 'Ours', task: 'multiclass' });
	expect(result.train.rows).toBe(80);
	expect(result.report[0]).toMatchObject({ code: 'opacity_without_box', severity: 'conflict' });
	expect(result.files).toContain('pages/rules.md');
	for (const path of result.files) expect(existsSync(join(out, path)), path).toBe(true);
});

it('hashes images to find copies, wherever the folder lies', async () => {
	const root = join(parent, 'x-rays');
	const { images } = kermanyImages();
	for (const { path, sha256 } of images) write(join(root, path.slice('/x/'.length)), sha256!);
	const out = join(parent, 'kermany');
	const { code, stdout } = await holdout(['import', 'kermany', root, '--out', out, '--json']);
	expect(code, stdout).toBe(0);
	const codes = JSON.parse(stdout).report.map((item: { code: string }) => item.code);
	expect(codes).toContain('copies_across_split');
	expect(readFileSync(join(out, 'data/test.csv'), 'utf8')).toMatch(/^image\ntest-00001\n/);
});

it('refuses with every problem, and writes nothing', async () => {
	const bad = join(parent, 'bad.csv');
	const [studies, images] = siimFiles();
	write(bad, new TextDecoder().decode(studies!.bytes).replace(',1,0,0\n', ',2,0,0\n'));
	const file = join(parent, 'images.csv');
	write(file, images!.bytes);
	const out = join(parent, 'nothing');
	const { code, stdout } = await holdout([
		'import',
		'siim-covid',
		bad,
		file,
		'--out',
		out,
		'--json',
	]);
	expect(code).toBe(1);
	expect(JSON.parse(stdout)).toMatchObject({ ok: false, code: 'invalid_data' });
	expect(JSON.parse(stdout).problems[0]).toMatchObject({
		code: 'bad_label',
		file: bad,
		row: 3,
		column: 'Typical Appearance',
		line: 's001_study,0,2,0,0',
	});
	expect(existsSync(out)).toBe(false);
});

it('--list says what each data set wants', async () => {
	const { stdout } = await holdout(['import', '--list']);
	for (const { id, terms } of importers) {
		expect(stdout).toContain(id);
		expect(stdout).toContain(terms.text);
	}
	const asJson = JSON.parse((await holdout(['import', '--list', '--json'])).stdout);
	expect(asJson.data_sets.map(({ id }: { id: string }) => id)).toEqual(
		importers.map(({ id }) => id),
	);
	expect(asJson.data_sets[0].files[0]).toMatchObject({ name: 'Data_Entry_2017_v2020.csv' });
});
