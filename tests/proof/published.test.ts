import { execFile, execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Submission } from '#lib/api/schemas/submissions';
import {
	api,
	createUserToken,
	holdout,
	joinCompetition,
	makeDataDir,
	removeDataDir,
	startServer,
	type TestServer,
} from '../support/server.ts';
import {
	CHEXPERT_LABELS,
	NIH_LABELS,
	REAL_DATA,
	readCsv,
	writeChexpertFolder,
	writeNihFolder,
	writeSiimFolder,
} from './folders.ts';

/** Everything that is submitted: competition -> folder of prediction files. */
const SUBMISSIONS: Record<string, string[]> = {
	'chexpert-test': ['chexpert-test/predictions', 'chexpert-test/radiologists'],
	'nih-chestxray14': ['nih14/predictions'],
	'siim-negative': ['siim-covid/oof_negative_predictions.csv'],
};

/** data/README.md: mean AUROC over the five labels, to the digits that were published. */
const CHEXPERT_MEANS = {
	ngango3: 0.9277,
	sensexdr: 0.9266,
	ihil: 0.9266,
	drnet: 0.9255,
	hieupham: 0.9243,
	desmond: 0.9182,
};

const here = existsSync(REAL_DATA);
if (!here) console.log('proof: skipped, the real labels and predictions are not here');

describe.skipIf(!here)('real predictions over HTTP give their published scores', () => {
	let server: TestServer;
	let organiser: string;
	let dataDir: string;
	let folders: string;
	const scored = new Map<string, Submission>();

	beforeAll(async () => {
		dataDir = makeDataDir('proof');
		folders = mkdtempSync(join(tmpdir(), 'holdout-proof-folders-'));
		organiser = await createUserToken(dataDir, 'organiser@example.org', '--organiser');
		for (const write of [writeChexpertFolder, writeNihFolder, writeSiimFolder]) {
			const imported = await holdout(['competition', 'import', write(folders), '--json'], {
				HOLDOUT_DATA: dataDir,
			});
			expect(imported.code, imported.stdout + imported.stderr).toBe(0);
		}
		const participants = new Map<string, string>();
		for (const [slug, sources] of Object.entries(SUBMISSIONS)) {
			for (const file of predictionFiles(sources)) {
				const name = nameOf(file);
				participants.set(
					`${slug}/${name}`,
					await createUserToken(dataDir, `${name}-${slug}@example.org`),
				);
			}
		}
		server = await startServer(dataDir);
		// Competitions imported from the terminal belong to the server's administrators.
		organiser = await createUserToken(dataDir, 'admin@example.org', '--admin');
		for (const [slug, sources] of Object.entries(SUBMISSIONS)) {
			for (const file of predictionFiles(sources)) {
				const key = `${slug}/${nameOf(file)}`;
				scored.set(key, await submit(slug, file, participants.get(key)!));
			}
		}
	});

	afterAll(async () => {
		await server?.kill();
		if (dataDir && !process.env.HOLDOUT_KEEP) removeDataDir(dataDir);
		if (folders) rmSync(folders, { recursive: true, force: true });
	});

	/** Submits with the command-line tool; reads the whole-test-set result as an organiser. */
	async function submit(slug: string, file: string, token: string): Promise<Submission> {
		await joinCompetition(server, token, slug);
		const result = await holdout(
			['submit', slug, file, '--server', server.url, '--wait', '--json'],
			{ HOLDOUT_TOKEN: token },
		);
		expect(result.code, `${file}: ${result.stdout}${result.stderr}`).toBe(0);
		const { id } = JSON.parse(result.stdout) as { id: string };
		const own = await api<Submission>(server, token, `/submissions/${id}`);
		expect(own.body.status).toBe('scored');
		expect(own.body.evaluation?.splits.private, 'hidden from its own participant').toBeUndefined();
		expect(own.body.evaluation?.splits.all).toBeUndefined();
		const full = await api<Submission>(server, organiser, `/submissions/${id}`);
		return full.body;
	}

	const allOf = (key: string) => scored.get(key)!.evaluation!.splits.all!;

	it.each([
		'jrzech-densenet121',
		'derrick-densenet201',
		'derrick-densenet121-logits',
		'haooyuee-reordered-columns',
	])('ChestX-ray14 %s: every published AUROC to 1e-12', (name) => {
		const published = readCsv(join(REAL_DATA, `nih14/published/${name}.csv`));
		expect(published).toHaveLength(NIH_LABELS.length);
		const report = allOf(`nih-chestxray14/${name}`);
		expect(report.rows).toBe(22_433);
		for (const { label, auc } of published) {
			expect(Math.abs(report.labels[label!]!.auroc! - Number(auc)), label).toBeLessThan(1e-12);
		}
		const mean = published.reduce((sum, row) => sum + Number(row.auc), 0) / published.length;
		expect(Math.abs(report.score! - mean)).toBeLessThan(1e-12);
	});

	it.each(Object.entries(CHEXPERT_MEANS))('CheXpert %s: mean AUROC %d', (name, mean) => {
		expect(allOf(`chexpert-test/${name}`).score!.toFixed(4)).toBe(mean.toFixed(4));
	});

	it('SIIM out-of-fold predictions: AUROC .9282 against the study label', () => {
		expect(allOf('siim-negative/oof_negative_predictions').score!.toFixed(4)).toBe('0.9282');
	});

	it('scikit-learn gives the same AUROC per finding for every CheXpert file, to 1e-12', async (context) => {
		if (!hasSklearn()) return context.skip('scikit-learn is not installed');
		for (const file of predictionFiles(SUBMISSIONS['chexpert-test']!)) {
			const oracle = await sklearnAurocs(join(REAL_DATA, 'chexpert-test/groundtruth.csv'), file);
			const report = allOf(`chexpert-test/${nameOf(file)}`);
			for (const label of CHEXPERT_LABELS) {
				expect(Math.abs(report.labels[label]!.auroc! - oracle[label]!), label).toBeLessThan(1e-12);
			}
		}
	});

	it('public and private rows add up to the whole test set', () => {
		for (const [key, { evaluation }] of scored) {
			const { public: pub, private: priv, all } = evaluation!.splits;
			expect(pub.rows + priv!.rows, key).toBe(all!.rows);
		}
	});

	it('the notices name what each real file does differently', () => {
		const codes = (key: string) => scored.get(key)!.notices.map((notice) => notice.code);
		expect(codes('nih-chestxray14/jrzech-densenet121')).toContain('column_prefix');
		expect(codes('nih-chestxray14/derrick-densenet121-logits')).toContain('outside_unit_interval');
		expect(codes('nih-chestxray14/haooyuee-reordered-columns')).toContain('column_order');
		expect(codes('chexpert-test/desmond')).toContain('outside_unit_interval');
		expect(codes('chexpert-test/bc4')).toContain('extra_columns');
	});

	it('the CheXpert leaderboard ranks the public split', async () => {
		const { body } = await api<{ participants: { rank: number; score: number; name: string }[] }>(
			server,
			null,
			'/competitions/chexpert-test/leaderboard',
		);
		const scores = body.participants.map((row) => row.score);
		expect(scores).toHaveLength(9);
		expect(scores).toEqual([...scores].sort((a, b) => b - a));
		expect(body.participants[0]!.rank).toBe(1);
		if (process.env.HOLDOUT_KEEP) console.log(`kept: ${dataDir}`);
	});
});

function predictionFiles(sources: string[]): string[] {
	return sources.flatMap((source) => {
		const path = join(REAL_DATA, source);
		return path.endsWith('.csv') ? [path] : readdirSync(path).map((file) => join(path, file));
	});
}

function nameOf(file: string): string {
	return file.split('/').pop()!.replace('.csv', '');
}

function hasSklearn(): boolean {
	try {
		execFileSync('/usr/bin/python3', ['-c', 'import sklearn'], { stdio: 'ignore' });
		return true;
	} catch {
		return false;
	}
}

/** AUROC per label by scikit-learn, rows joined by id. */
async function sklearnAurocs(truth: string, predictions: string): Promise<Record<string, number>> {
	const script = readFileSync(join(import.meta.dirname, 'sklearn_aurocs.py'), 'utf8');
	const { stdout } = await promisify(execFile)(
		'/usr/bin/python3',
		['-c', script, truth, predictions, 'Study', ...CHEXPERT_LABELS],
		{ encoding: 'utf8' },
	);
	return JSON.parse(stdout) as Record<string, number>;
}
