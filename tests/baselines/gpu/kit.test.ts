import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, readdir, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readCard } from '#baselines/cards/folder';
import type { Plan } from '#baselines/gpu/kit/plan';
import { writePhantomSet } from '#baselines/phantoms/files/write';
import type { Summary } from '../../../src/cli/gpu-box/summary.ts';

/** A GPU drawn by the processor, inside Debian's package of Chromium, with a Vulkan loader beside it. */
const SWIFTSHADER = '/usr/lib/chromium/vk_swiftshader_icd.json';
const ROOT = join(import.meta.dirname, '../../..');
const run = promisify(execFile);

const holdout = (...args: string[]) =>
	run(process.execPath, ['--import', 'tsx', 'src/cli/main.ts', 'baseline', ...args], { cwd: ROOT });

/** What `run.sh` says that it needs, and no Node. */
const TOOLS = 'sh dirname mkdir find mv cp chmod touch head sed tar gzip xz ldconfig'.split(' ');

/** A folder with these programs and nothing else, for a PATH. */
async function toolBox(): Promise<string> {
	const bin = join(folder, 'bin');
	await mkdir(bin);
	for (const tool of TOOLS) {
		const found = ['/usr/bin', '/bin', '/usr/sbin', '/sbin'].map((at) => join(at, tool));
		const path = found.find((at) => existsSync(at));
		if (path) await symlink(path, join(bin, tool));
	}
	return bin;
}

/** Neither Node nor anything of this checkout is to be found: only what the kit brings. */
const environment = () => ({
	PATH: bin,
	HOME: kit,
	NODE_OPTIONS: '',
	VK_ICD_FILENAMES: SWIFTSHADER,
	LD_LIBRARY_PATH: dirname(SWIFTSHADER),
	PYTHON: 'no-python-here',
});
const box = (kit: string, out: string, ...args: string[]) =>
	run('sh', [join(kit, 'run.sh'), '--out', out, ...args], { cwd: folder, env: environment() });

let bin: string;
let folder: string;
let kit: string;
let out: string;

beforeAll(async () => {
	folder = await mkdtemp(join(tmpdir(), 'holdout-kit-test-'));
	kit = join(folder, 'kit');
	const images = join(folder, 'images');
	await writePhantomSet({ folder: images, seed: 1, patients: 40, size: 72 });
	await holdout(
		...['gpu-kit', '--out', kit, '--tiny', '--no-compress'],
		...['--vulkan', join(dirname(SWIFTSHADER), 'libvulkan.so.1'), '--data', `mine=${images}`],
	);
	// One network instead of three to try and to time, and the smallest one to train.
	const plan = JSON.parse(await readFile(join(kit, 'kit.json'), 'utf8')) as Plan;
	plan.networks = ['xception'];
	const [first] = plan.runs;
	plan.runs = [{ ...first!, recipe: 'demo-small-cnn', options: { epochs: 1, size: 24, batch: 8 } }];
	await writeFile(join(kit, 'kit.json'), JSON.stringify(plan));
	bin = await toolBox();
	// Everything in one call, as on a machine; looked at below.
	out = join(folder, 'out');
	await box(kit, out, '--minutes', '14');
}, 900_000);

afterAll(() => rm(folder, { recursive: true, force: true }));

describe.skipIf(!existsSync(SWIFTSHADER))('a kit for a machine with a GPU', () => {
	it('holds everything in one folder', async () => {
		const machine = await readdir(join(kit, 'machine'));
		expect(machine.sort()).toEqual(['bin', 'holdout-gpu.mjs', 'lib', 'node_modules']);
		expect(await readdir(join(kit, 'data'))).toEqual(['mine.tar.gz']);
	});

	it('runs where no Node is to be found', async () => {
		await expect(run('sh', ['-c', 'node --version'], { env: environment() })).rejects.toThrow(
			/not found/,
		);
	});

	it('agrees with the processor, times, trains, and says what is not there', async () => {
		const summary = JSON.parse(await readFile(join(out, 'summary.json'), 'utf8')) as Summary;
		expect(summary.stages).toMatchObject({
			...{ smoke: { status: 'done' }, timing: { status: 'done' } },
			torch: { status: 'missing', said: 'not here: no-python-here' },
			parity: { status: 'missing' },
			'mine/demo-small-cnn': { status: 'done' },
		});
		expect(summary.smoke!.device).toMatch(/swiftshader/i);
		expect(summary.smoke!.results).toMatchObject([{ network: 'xception', ok: true }]);
		const timed = summary.timing!.rows;
		expect(timed.map(({ mode, problem }) => [mode, problem])).toEqual([
			['inference', null],
			['training', null],
		]);
		for (const { imagesPerSecond } of timed) expect(imagesPerSecond).toBeGreaterThan(0);
		expect(summary.runs).toMatchObject([{ run: 'mine/demo-small-cnn', epochs: 1 }]);
		expect(await readFile(join(out, 'summary.md'), 'utf8')).toContain('## Trained');
	});

	it('goes on where it ended, and its results are taken over', async () => {
		const { stdout, stderr } = await box(kit, out, '--only', 'train');
		expect(stdout + stderr).toContain('mine/demo-small-cnn: done before');
		const trained = join(folder, 'trained');
		await holdout('gpu-collect', out, '--into', trained);
		const own = join(trained, 'mine/demo-small-cnn');
		expect((await readCard(own)).device).toMatchObject({ backend: 'webgpu' });
		expect((await readdir(own)).sort()).toEqual(['card.json', 'gallery', 'submission.csv.gz']);
	});
});
