import { spawn } from 'node:child_process';
import {
	cpSync,
	existsSync,
	mkdirSync,
	mkdtempSync,
	readdirSync,
	readFileSync,
	rmSync,
	writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { FINDING_NAMES } from '#baselines/phantoms/index';
import { cardSchema } from '#baselines/cards/schema';
import {
	api,
	createUserToken,
	holdout,
	makeDataDir,
	removeDataDir,
	startServer,
} from '../support/server.ts';

const parent = mkdtempSync(join(tmpdir(), 'holdout-baseline-'));
const data = join(parent, 'phantoms');
const runFolder = join(parent, 'run');
const cache = join(parent, 'cache');
const QUICK = ['--backend', 'wasm', '--size', '24', '--cache', cache];
const train = (recipe: string, ...more: string[]) =>
	holdout(['baseline', 'train', recipe, '--data', data, ...more]);
const cardIn = (folder: string) =>
	cardSchema.parse(JSON.parse(readFileSync(join(folder, 'card.json'), 'utf8')));

beforeAll(async () => {
	const drawn = await holdout([
		...'baseline phantoms --patients 60 --size 32 --seed 4 --json --out'.split(' '),
		data,
	]);
	expect(drawn.code, drawn.stderr).toBe(0);
}, 120_000);
afterAll(() => rmSync(parent, { recursive: true, force: true }));

describe('holdout baseline', () => {
	it.each(['list', 'doctor', 'train', 'predict', 'explain', 'publish', 'phantoms'])(
		'%s has --help with an example',
		async (command) => {
			const { code, stdout } = await holdout(['baseline', command, '--help']);
			expect(code).toBe(0);
			expect(stdout).toMatch(/Example:\n {2}holdout baseline /);
			expect(stdout).toContain('--json');
		},
	);

	it('lists the recipes', async () => {
		const { code, stdout } = await holdout(['baseline', 'list']);
		expect(code).toBe(0);
		expect(stdout).toMatch(/s1-vgg16-mlp +S1/);
		const { recipes } = JSON.parse((await holdout(['baseline', 'list', '--json'])).stdout);
		expect(recipes.length).toBeGreaterThan(40);
	});
});

describe('training from phantoms to a leaderboard', () => {
	it('trains the demo recipe into a whole folder', async () => {
		const { code, stdout, stderr } = await train(
			'demo-small-cnn',
			'--out',
			runFolder,
			'--epochs',
			'2',
			...QUICK,
		);
		expect(code, stderr).toBe(0);
		expect(stdout).toMatch(/mean_auroc on the test split: 0\.\d{3} \(95 %: /);
		expect(stderr).toMatch(/all 1: loss 0\.\d{4}, validation/);
		expect(readdirSync(runFolder).sort()).toEqual([
			...[
				'card.json',
				'card.md',
				'checkpoint.safetensors',
				'gallery',
				'history.csv',
				'history.json',
			],
			...['submission.csv', 'weights.safetensors'],
		]);
		const card = cardIn(runFolder);
		expect(card.history).toHaveLength(2);
		expect(card.figures?.split).toBe('test');
		expect(card.start).toEqual({ kind: 'random' });
		expect(card.gallery).toHaveLength(14);
		expect(card.explanation?.localisation?.regions).toBeGreaterThan(5);
		const bytes = readdirSync(join(runFolder, 'gallery')).map(
			(name) => readFileSync(join(runFolder, 'gallery', name)).length,
		);
		expect(Math.max(...bytes)).toBeLessThan(20_000);
		const [head, ...rows] = readFileSync(join(runFolder, 'submission.csv'), 'utf8')
			.trim()
			.split('\n');
		expect(head).toBe(['image_id', ...FINDING_NAMES].join(','));
		expect(rows).toHaveLength(card.data.images.test);
	}, 240_000);

	it('predicts the same as it did when it was trained', async () => {
		const out = join(parent, 'again.csv');
		const { code, stderr } = await holdout([
			'baseline',
			'predict',
			runFolder,
			'--data',
			data,
			'--out',
			out,
			'--backend',
			'wasm',
		]);
		expect(code, stderr).toBe(0);
		expect(readFileSync(out, 'utf8')).toBe(readFileSync(join(runFolder, 'submission.csv'), 'utf8'));
	});

	it('is published into the local data folder, and scored there as on its card', async () => {
		const dataDir = makeDataDir('baseline');
		const env = { HOLDOUT_DATA: dataDir, HOLDOUT_SERVER: '' };
		const run = (...args: string[]) => holdout(args, env);
		try {
			const folder = writeCompetition();
			expect((await run('competition', 'import', folder)).code).toBe(0);
			const published = await run(
				'baseline',
				'publish',
				'phantom-test',
				'--from',
				runFolder,
				'--json',
			);
			expect(published.code, published.stderr + published.stdout).toBe(0);
			const { sent } = JSON.parse(published.stdout);
			const { gallery } = cardIn(runFolder);
			expect(sent).toEqual({ submission: true, card: true, pictures: gallery.length });
			const again = await run('baseline', 'publish', 'phantom-test', '--from', runFolder, '--json');
			expect(JSON.parse(again.stdout)).toEqual({
				...JSON.parse(published.stdout),
				sent: { submission: false, card: false, pictures: 0 },
			});
			const board = JSON.parse((await run('leaderboard', 'phantom-test', '--json')).stdout);
			expect(JSON.stringify(board)).toContain('Small network');
			const wrong = await run('baseline', 'publish', 'nowhere', '--from', runFolder);
			expect(wrong.code).toBe(1);
		} finally {
			removeDataDir(dataDir);
		}
	}, 120_000);

	it('is published to a server by an organiser', async () => {
		const dataDir = makeDataDir('baseline-server');
		const server = await startServer(dataDir);
		try {
			const token = await createUserToken(dataDir, 'ada@example.org', '--organiser', '--admin');
			const env = { HOLDOUT_SERVER: server.url, HOLDOUT_TOKEN: token };
			expect((await holdout(['competition', 'import', writeCompetition()], env)).code).toBe(0);
			const published = await holdout(
				['baseline', 'publish', 'phantom-test', '--from', runFolder, '--name', 'Ours'],
				env,
			);
			expect(published.code, published.stderr).toBe(0);
			expect(published.stdout).toContain('Ours is a baseline of phantom-test');
			const link = /https?:\S+(\/competitions\/\S+)/.exec(published.stdout)![1]!;
			const card = await api<{ missing: string[]; card: unknown }>(server, null, `${link}/card`);
			expect(card.body.missing).toEqual([]);
			const again = await holdout(
				['baseline', 'publish', 'phantom-test', '--from', runFolder, '--name', 'Ours'],
				env,
			);
			expect(again.stdout).toContain('nothing has changed');
			const spoilt = join(parent, 'spoilt');
			cpSync(runFolder, spoilt, { recursive: true });
			rmSync(join(spoilt, cardIn(spoilt).gallery[0]!.file));
			const refused = await holdout(['baseline', 'publish', 'phantom-test', '--from', spoilt], env);
			expect(refused.code).toBe(1);
			expect(refused.stderr).toContain('holdout baseline explain');
			const anonymous = await holdout(
				['baseline', 'publish', 'phantom-test', '--from', runFolder],
				{ ...env, HOLDOUT_TOKEN: '' },
			);
			expect(anonymous.code).toBe(1);
		} finally {
			await server.kill();
			removeDataDir(dataDir);
		}
	}, 300_000);
});

/** A competition on the test images of the phantoms. */
function writeCompetition(): string {
	const folder = join(parent, 'competition');
	mkdirSync(folder, { recursive: true });
	const [head, ...rows] = readFileSync(join(data, 'labels.csv'), 'utf8')
		.trim()
		.split('\n')
		.map((line) => line.split(','));
	const at = (name: string) => head!.indexOf(name);
	const test = rows.filter((row) => row[at('split')] === 'test');
	// A competition needs every finding in both parts, which so few images do not have by themselves.
	const lines = test.map((row, k) => [
		row[at('image_id')],
		...FINDING_NAMES.map((name, f) => (Math.floor(k / 3) % 4 === f % 4 ? '1' : row[at(name)])),
		k % 3 ? 'Public' : 'Private',
	]);
	writeFileSync(
		join(folder, 'solution.csv'),
		[['id', ...FINDING_NAMES, 'Usage'], ...lines].map((line) => line.join(',')).join('\n'),
	);
	writeFileSync(
		join(folder, 'competition.yaml'),
		`slug: phantom-test\ntitle: Phantoms\nsummary: Drawn for a test\ntask: multilabel\nid: id\nlabels: [${FINDING_NAMES.join(', ')}]\nmetric: mean_auroc\nsolution: solution.csv\ngenerated: true\n`,
	);
	return folder;
}

describe('Ctrl-C', () => {
	it('leaves a checkpoint from which --resume goes on', async () => {
		const out = join(parent, 'interrupted');
		const args = [
			'baseline',
			'train',
			'demo-small-cnn',
			'--data',
			data,
			'--out',
			out,
			'--epochs',
			'3',
			'--no-explain',
			...QUICK,
		];
		const child = spawn(process.execPath, ['--import', 'tsx', 'src/cli/main.ts', ...args], {
			cwd: resolve(import.meta.dirname, '../..'),
			stdio: ['ignore', 'ignore', 'pipe'],
		});
		let told = '';
		let asked = false;
		const code = await new Promise<number | null>((done) => {
			child.stderr.on('data', (chunk) => {
				told += String(chunk);
				if (/all 1: loss/.test(told) && !asked) asked = child.kill('SIGINT');
			});
			child.on('exit', done);
		});
		expect(code, told).toBe(1);
		expect(told).toContain('--resume');
		expect(readdirSync(out)).toEqual(['checkpoint.safetensors']);
		const resumed = await holdout([...args, '--resume']);
		expect(resumed.code, resumed.stderr).toBe(0);
		expect(resumed.stderr).not.toContain('all 1: loss');
		expect(cardIn(out).history).toHaveLength(3);
		const other = await holdout([...args, '--resume', '--seed', '8', '--json']);
		expect(other.code).toBe(1);
		expect(JSON.parse(other.stdout)).toMatchObject({ ok: false, code: 'other_run' });
	}, 240_000);
});

describe('what cannot be', () => {
	it.each([
		[['baseline', 'train', 'vgg', '--data', '.', '--out', 'x'], /Similar: .*vgg-mlp/],
		[['baseline', 'train', 'pixels', '--out', 'x'], /required option '--data/],
		[
			['baseline', 'train', 'pixels', '--data', '.', '--out', 'x', '--batch', '0'],
			/not a whole number/,
		],
		[['baseline', 'phantoms', '--out', 'x', '--withhold', 'tests'], /"tests" is no split/],
		[['baseline', 'phantoms', '--out', 'x', '--demo', 'nope'], /"nope" is no demo competition/],
	])('wrong usage ends with 2: %j', async (args, says) => {
		const { code, stderr } = await holdout(args);
		expect(code).toBe(2);
		expect(stderr).toMatch(says);
	});

	it.each([
		['folder_not_found', ['--data', '/nowhere']],
		['missing_column', ['--labels', 'Gout']],
	])('a data set that is refused ends with 1: %s', async (problem, args) => {
		const out = join(parent, problem);
		const { code, stdout } = await holdout([
			'baseline',
			'train',
			'pixels',
			'--data',
			data,
			'--out',
			out,
			'--json',
			...args,
		]);
		expect(code).toBe(1);
		const { code: says, problems } = JSON.parse(stdout);
		expect(says).toBe('invalid_data');
		expect(problems[0]).toMatchObject({ code: problem, remedy: expect.any(String) });
		expect(existsSync(out)).toBe(false);
	});

	it.each([
		['weights_needed', ['vgg-mlp']],
		['weights_unreadable', ['vgg-mlp', '--weights', '/nowhere.safetensors']],
		[
			'wrong_task',
			[
				's5-densenet121-v1',
				'--task',
				'binary',
				'--labels',
				'Effusion',
				'--weights',
				'random',
				'--size',
				'32',
			].with(0, 's2-four-classes-frozen'),
		],
		['unknown_backend', ['demo-small-cnn', '--backend', 'abacus']],
	])('%s ends with 1 and writes nothing', async (problem, [recipe, ...args]) => {
		const out = join(parent, problem);
		const { code, stdout } = await train(recipe!, '--out', out, '--json', ...args!);
		expect(code, stdout).toBe(1);
		expect(JSON.parse(stdout)).toMatchObject({ ok: false, code: problem });
		expect(existsSync(out)).toBe(false);
	});
});
