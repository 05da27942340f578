import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { beforeAll, describe, expect, it, type TestContext } from 'vitest';
import { wasm } from '#baselines/backends/wasm';
import { architectures, type Convention } from '#baselines/models/index';
import { smallCnn } from '#baselines/training/network/small-cnn';
import { LEAST_WIDTH, trainSteps } from '../models/train-steps.ts';
import { batchCases } from '../training/image-batches.ts';
import { cases } from './gradient-cases.ts';

const CHILD = fileURLToPath(new URL('webgpu-child.ts', import.meta.url));
/** A GPU drawn by the processor, inside Debian's package of Chromium, with a Vulkan loader beside it. */
const SWIFTSHADER = '/usr/lib/chromium/vk_swiftshader_icd.json';

type Line = Record<string, unknown>;
let lines: Line[] = [];

/** With SwiftShader where it is installed, so that the test is the same everywhere. */
async function runChild(): Promise<Line[]> {
	const driver = existsSync(SWIFTSHADER) && {
		VK_ICD_FILENAMES: SWIFTSHADER,
		LD_LIBRARY_PATH: dirname(SWIFTSHADER),
		XDG_RUNTIME_DIR: '/tmp',
	};
	const { stdout } = await promisify(execFile)(process.execPath, ['--import', 'tsx', CHILD], {
		cwd: join(dirname(CHILD), '../../..'),
		env: { ...process.env, ...driver },
		maxBuffer: 2 ** 26,
	});
	const json = stdout.split('\n').filter((line) => line.startsWith('{'));
	return json.map((line) => JSON.parse(line) as Line);
}

const find = (key: string, value?: unknown) =>
	lines.find((line) => key in line && (value === undefined || line[key] === value));

/** Visible in the report, with what Dawn said. */
function skipWithoutAdapter(context: TestContext): void {
	const missing = find('missing')?.missing as { message: string } | undefined;
	if (missing) context.skip(`no WebGPU adapter: ${missing.message}`);
}

describe('WebGPU', () => {
	beforeAll(async () => {
		lines = await runChild();
		await wasm.start();
	}, 1_800_000);

	it('is found with its name, or said to be missing with a remedy', () => {
		const missing = find('missing')?.missing;
		if (missing) expect(missing).toMatchObject({ code: 'backend_missing' });
		else expect(find('device')).toMatchObject({ device: /\S/, trains: 'networks' });
	});

	it('is passed over for WASM where the processor only imitates it', (context) => {
		skipWithoutAdapter(context);
		const { emulated } = find('device') as { emulated: boolean };
		const { chosen, passed } = find('chosen') as { chosen: string; passed: [string, string][] };
		if (emulated) expect(chosen).toBe('wasm');
		const reason = new Map(passed).get('webgpu');
		expect(reason !== undefined).toBe(emulated);
	});

	// The losses are not compared: normalised over two images of one pixel each, rounding grows to percents.
	it.for([...architectures, smallCnn].map((found) => [found.id, found] as const))(
		'trains %s, and gives the features that WASM gives',
		async ([id, architecture], context) => {
			skipWithoutAdapter(context);
			const trained = find('trained', id) as { mean: number; losses: [number]; moved: boolean };
			expect(trained.moved).toBe(true);
			expect(Number.isFinite(trained.losses[0])).toBe(true);
			const convention = Object.keys(architecture.editions)[0] as Convention;
			const options = { convention, width: LEAST_WIDTH, steps: 0 };
			const { mean } = await trainSteps(architecture, options);
			expect(Math.abs(trained.mean / mean - 1)).toBeLessThan(1e-4);
		},
	);

	it.for(cases.map((one) => one.name))(
		'agrees with CPU on the gradients of: %s',
		(name, context) => {
			skipWithoutAdapter(context);
			expect(find('gradients', name)!.difference).toBeLessThan(1e-4);
		},
	);

	it.for(batchCases)('makes batches of images that it keeps: $name', (one, context) => {
		skipWithoutAdapter(context);
		const found = find('batches', one.name) as Record<string, number | boolean>;
		expect(found.length).toBe(6 * one.size ** 2);
		expect(found.levels).toBeGreaterThan(100);
		if (!one.augmentation || !Object.keys(one.augmentation).length) expect(found.exact).toBe(true);
		// Single precision moves a point by a hundred-thousandth of a pixel.
		expect(found.median).toBeLessThan(1e-3);
		expect(found.most).toBeLessThan(0.02);
		expect(found.leaked).toBe(0);
	});

	it('is sent every image once, and no batch is waited for', (context) => {
		skipWithoutAdapter(context);
		const { counted } = find('counted') as { counted: Record<string, number> };
		expect(counted.readBacks).toBe(1);
		// All images as bytes, then 32 bytes an image of a batch; a batch itself has 4,096 an image.
		expect(counted.uploadedBytes).toBeLessThan(counted.imageBytes! / 4 + 100 * 16 * 64);
	});

	it('that disappears ends the work with a clear error', (context) => {
		skipWithoutAdapter(context);
		const { lost } = find('lost') as { lost: Record<string, string> };
		expect(lost.code).toBe('device_lost');
		expect(lost.message).toMatch(/^The GPU is gone \(destroyed/);
		expect(lost.remedy).toContain('--resume');
	});
});
