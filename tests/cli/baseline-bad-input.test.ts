/** What is wrong with images, labels, weights and devices, as the command answers it. */
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { freemem, tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { cardSchema } from '#baselines/cards/schema';
import { writeSafetensors } from '#baselines/weights/safetensors';
import { folderWith, greyPng, inRgb, ramp } from '../baselines/data/images.ts';
import { holdout } from '../support/server.ts';

const parent = mkdtempSync(join(tmpdir(), 'holdout-bad-input-'));
afterAll(() => rmSync(parent, { recursive: true, force: true }));
const SIZE = 32;
const NAMES = ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h'];
let png: Buffer;
beforeAll(async () => {
	png = await greyPng(ramp(SIZE), SIZE);
});

/** Eight images in two splits, half of them positive. */
const table = (label: (k: number) => number = (k) => k % 2) =>
	[
		'image_id,file,split,patient_id,Sick',
		...NAMES.map((name, k) => `${name},${name}.png,${k < 6 ? 'train' : 'test'},p${k},${label(k)}`),
	].join('\n');
const folderOf = (changed: Record<string, string | Uint8Array | null> = {}, csv = table()) => {
	const files = { ...Object.fromEntries(NAMES.map((name) => [`${name}.png`, png])), ...changed };
	const kept = Object.entries(files).filter(([, content]) => content !== null);
	return folderWith({ ...Object.fromEntries(kept), 'labels.csv': csv } as Record<string, string>);
};

let runs = 0;
/** Trains into a folder that is not there yet. */
async function train(recipe: string, data: string, more: string[] = [], env = {}) {
	const out = join(parent, String(++runs));
	const where = ['--data', data, '--out', out, '--cache', join(parent, 'cache')];
	const all = ['baseline', 'train', recipe, ...where, '--no-explain', '--json', ...more];
	const { code, stdout, stderr } = await holdout(all, env);
	const answer = JSON.parse(stdout) as {
		ok: boolean;
		code: string;
		remedy?: string;
		detail?: string;
		problems?: { code: string; file: string; detail: string; remedy: string }[];
	};
	return { code, answer, out, stderr };
}

describe('images and labels that are refused: exit 1, code, place, remedy, and nothing written', () => {
	const colour = () =>
		sharp({ create: { width: SIZE, height: SIZE, channels: 3, background: '#e02010' } })
			.png()
			.toBuffer();
	it.each<[string, string, () => Promise<string>]>([
		['unreadable_image', 'a.png', async () => folderOf({ 'a.png': 'no image' })],
		['unreadable_image', 'b.png', async () => folderOf({ 'b.png': png.subarray(0, 60) })],
		['missing_image', 'c.png', async () => folderOf({ 'c.png': null })],
		['colour_image', 'd.png', async () => folderOf({ 'd.png': await colour() })],
		[
			'single_class_split',
			'Sick',
			async () =>
				folderOf(
					{},
					table(() => 1),
				),
		],
		[
			'bad_label',
			'labels.csv, line 4',
			async () =>
				folderOf(
					{},
					table((k) => (k === 2 ? 7 : k % 2)),
				),
		],
	])('%s at %s', async (problem, place, data) => {
		const { code, answer, out } = await train('pixels', await data(), ['--labels', 'Sick']);
		expect(code).toBe(1);
		expect(answer).toMatchObject({ ok: false, code: 'invalid_data' });
		expect(answer.problems![0]).toMatchObject({
			...{ code: problem, file: expect.stringContaining(place) as string },
			remedy: expect.stringMatching(/\w/) as string,
		});
		expect(existsSync(out)).toBe(false);
	});
});

describe('images that are taken, and said so on the card', () => {
	it('16 bits, RGB, CMYK, and images that no row names', async () => {
		const raw = (pixels: Uint8Array | Uint16Array, channels: 1 | 3) =>
			sharp(pixels, { raw: { width: SIZE, height: SIZE, channels } });
		const deep = Uint16Array.from(ramp(SIZE), (v) => v * 100);
		const data = folderOf({
			'a.png': await raw(deep, 1).toColourspace('grey16').png().toBuffer(),
			'b.png': await raw(inRgb(ramp(SIZE)), 3)
				.png()
				.toBuffer(),
			'c.png': await raw(inRgb(ramp(SIZE)), 3)
				.toColourspace('cmyk')
				.jpeg()
				.toBuffer(),
			'z.png': png,
		});
		const { code, out, answer } = await train('pixels', data);
		expect(code, JSON.stringify(answer)).toBe(0);
		const card = cardSchema.parse(JSON.parse(readFileSync(join(out, 'card.json'), 'utf8')));
		const told = card.data.notices.join('\n');
		for (const part of [/16 bits/, /RGB/, /CMYK/]) expect(told).toMatch(part);
		const loud = await holdout(['baseline', 'train', 'pixels', '--data', data, '--out', `${out}b`]);
		expect(loud.stderr).toContain('Images that no row names were left out.');
	});
});

describe('training that cannot go on', () => {
	it('a loss that is no number', async () => {
		const quick = ['--backend', 'wasm', '--size', '24', '--batch', '2', '--rate-factor', '1e30'];
		const { code, answer, out } = await train('demo-small-cnn', folderOf(), quick);
		expect(code).toBe(1);
		expect(answer).toMatchObject({ ok: false, code: 'loss_not_finite' });
		expect(JSON.stringify(answer)).toContain('--rate-factor');
		// A checkpoint of a whole epoch may be there; no model, no submission and no card.
		const left = existsSync(out) ? readdirSync(out) : [];
		expect(left.filter((name) => name !== 'checkpoint.safetensors')).toEqual([]);
	});

	it('weights of another network', async () => {
		const values = () => new Float32Array(4);
		const weights = join(
			folderWith({
				'w.safetensors': writeSafetensors([{ name: 'something/else', shape: [2, 2], values }]),
			}),
			'w.safetensors',
		);
		const args = ['--weights', weights, '--size', '71', '--backend', 'wasm'];
		const { code, answer, out } = await train('xception-logistic', folderOf(), args);
		expect(code).toBe(1);
		expect(answer.ok).toBe(false);
		expect(answer.code).toMatch(/^weights_/);
		expect(JSON.stringify(answer)).toMatch(/block1_conv1|something\/else/);
		expect(existsSync(out)).toBe(false);
	});

	it.skipIf(freemem() < 6 * 2 ** 30)(
		'memory that is not enough: which batch would fit',
		async () => {
			const args = ['--backend', 'wasm', '--size', '2400', '--batch', '6', '--epochs', '1'];
			const { code, answer, out } = await train('demo-small-cnn', folderOf(), args);
			expect(code).toBe(1);
			expect(answer).toMatchObject({ ok: false, code: 'out_of_memory' });
			expect(JSON.stringify(answer)).toMatch(/--batch [1-3]\b|--size/);
			expect(existsSync(out)).toBe(false);
		},
		300_000,
	);

	const DRIVER = '/usr/lib/chromium/vk_swiftshader_icd.json';
	it.skipIf(!existsSync(DRIVER))(
		'a GPU that disappears',
		async () => {
			const env = {
				VK_ICD_FILENAMES: DRIVER,
				LD_LIBRARY_PATH: dirname(DRIVER),
				XDG_RUNTIME_DIR: '/tmp',
				NODE_OPTIONS: `--import=${join(import.meta.dirname, 'destroy-device.mjs')}`,
			};
			const args = ['--backend', 'webgpu', '--size', '32', '--batch', '2', '--epochs', '500'];
			const { code, answer, out } = await train('demo-small-cnn', folderOf(), args, env);
			expect(code).toBe(3);
			expect(answer).toMatchObject({ ok: false, code: 'device_lost' });
			expect(JSON.stringify(answer)).toContain('--resume');
			const left = existsSync(out) ? readdirSync(out) : [];
			expect(left.filter((name) => name !== 'checkpoint.safetensors')).toEqual([]);
		},
		300_000,
	);
});
