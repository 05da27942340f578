import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readCard } from '#baselines/cards/folder';
import { writePhantomSet } from '#baselines/phantoms/files/write';

/** A GPU drawn by the processor, inside Debian's package of Chromium, with a Vulkan loader beside it. */
const SWIFTSHADER = '/usr/lib/chromium/vk_swiftshader_icd.json';
const ROOT = join(import.meta.dirname, '../../..');
const run = promisify(execFile);

const holdout = (...args: string[]) =>
	run(process.execPath, ['--import', 'tsx', 'src/cli/main.ts', 'baseline', ...args], { cwd: ROOT });

/** Neither Node nor anything of this checkout is to be found: only what the kit brings. */
const box = (kit: string, out: string, ...args: string[]) =>
	run('sh', [join(kit, 'run.sh'), '--out', out, ...args], {
		cwd: tmpdir(),
		env: {
			PATH: '/usr/bin:/bin',
			HOME: kit,
			NODE_OPTIONS: '',
			VK_ICD_FILENAMES: SWIFTSHADER,
			LD_LIBRARY_PATH: dirname(SWIFTSHADER),
			PYTHON: 'no-python-here',
		},
	});

let folder: string;
let kit: string;

beforeAll(async () => {
	folder = await mkdtemp(join(tmpdir(), 'holdout-kit-test-'));
	kit = join(folder, 'kit');
	const images = join(folder, 'images');
	await writePhantomSet({ folder: images, seed: 1, patients: 40, size: 72 });
	await holdout(
		...['gpu-kit', '--out', kit, '--tiny', '--no-compress'],
		...['--vulkan', join(dirname(SWIFTSHADER), 'libvulkan.so.1'), '--data', `mine=${images}`],
	);
	// One network instead of three to try, and the smallest one to train.
	const plan = JSON.parse(await readFile(join(kit, 'kit.json'), 'utf8')) as {
		networks: string[];
		runs: { recipe: string; options: object }[];
	};
	plan.networks = ['xception'];
	const [first] = plan.runs;
	plan.runs = [{ ...first!, recipe: 'demo-small-cnn', options: { epochs: 1, size: 24, batch: 8 } }];
	await writeFile(join(kit, 'kit.json'), JSON.stringify(plan));
}, 300_000);

afterAll(() => rm(folder, { recursive: true, force: true }));

describe.skipIf(!existsSync(SWIFTSHADER))('a kit for a machine with a GPU', () => {
	it('holds everything in one folder', async () => {
		const machine = await readdir(join(kit, 'machine'));
		expect(machine.sort()).toEqual(['bin', 'holdout-gpu.mjs', 'lib', 'node_modules']);
		expect(await readdir(join(kit, 'data'))).toEqual(['mine.tar.gz']);
	});

	it('trains, says what is not there, and goes on', { timeout: 600_000 }, async () => {
		const out = join(folder, 'out');
		await box(kit, out, '--only', 'torch,parity,train');
		const summary = JSON.parse(await readFile(join(out, 'summary.json'), 'utf8')) as {
			stages: Record<string, { status: string }>;
			runs: { run: string; auroc: number }[];
		};
		expect(summary.stages).toMatchObject({
			torch: { status: 'missing', said: 'not here: no-python-here' },
			parity: { status: 'missing' },
			'mine/demo-small-cnn': { status: 'done' },
		});
		expect(summary.runs).toMatchObject([{ run: 'mine/demo-small-cnn', epochs: 1 }]);
		const { stdout, stderr } = await box(kit, out, '--only', 'train');
		expect(stdout + stderr).toContain('mine/demo-small-cnn: done before');
		const trained = join(folder, 'trained');
		await holdout('gpu-collect', out, '--into', trained);
		const run = join(trained, 'mine/demo-small-cnn');
		expect((await readCard(run)).device).toMatchObject({ backend: 'webgpu' });
		expect((await readdir(run)).sort()).toEqual(['card.json', 'gallery', 'submission.csv.gz']);
	});

	it('agrees with the processor on the losses of three steps', { timeout: 900_000 }, async () => {
		const out = join(folder, 'smoke');
		await box(kit, out, '--only', 'smoke', '--minutes', '14');
		const smoke = JSON.parse(await readFile(join(out, 'summary.json'), 'utf8')) as {
			smoke: { device: string; results: { network: string; ok: boolean }[] };
		};
		expect(smoke.smoke.device).toMatch(/swiftshader/i);
		expect(smoke.smoke.results).toMatchObject([{ network: 'xception', ok: true }]);
	});
});
