/** `holdout baseline gpu-collect`: what a GPU kit brought back, as folders of trained baselines. */
import { execFile } from 'node:child_process';
import { cp, mkdir, mkdtemp, readdir, readFile, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { gzipSync } from 'node:zlib';
import { FILES, readCard } from '#baselines/cards/folder';
import { writeAtomically } from '#baselines/training/write-atomically';
import { formatTable } from '../format/table.ts';
import { say, sayJson } from '../output.ts';
import { refuse } from '../outcome.ts';
import { readSolution, renumber } from './baseline-renumber.ts';
import { failureOfBaselines } from './baseline-shared.ts';

interface Options {
	into: string;
	/** Solutions of imported competitions, by slug. */
	solution: Record<string, string>;
	json?: boolean;
}

interface Collected {
	slug: string;
	recipe: string;
	score: number | null;
	device: string | null;
}

/** The archive unpacked, or the folder itself. */
async function openResults(path: string): Promise<{ folder: string; done(): Promise<void> }> {
	const found = await stat(path).catch(() => null);
	if (!found) throw refuse(`${path} is not there.`, { remedy: 'Name the --out folder of run.sh.' });
	const archive = found.isFile() ? path : join(path, 'results.tar.gz');
	if (found.isDirectory() && (await stat(join(path, 'runs')).catch(() => null)))
		return { folder: path, done: async () => {} };
	const folder = await mkdtemp(join(tmpdir(), 'holdout-gpu-'));
	const done = () => rm(folder, { recursive: true, force: true });
	try {
		await promisify(execFile)('tar', ['-xzf', archive, '-C', folder]);
	} catch {
		await done();
		throw refuse(`${archive} cannot be read.`, {
			remedy: 'Name the --out folder of run.sh, or its results.tar.gz.',
		});
	}
	return { folder, done };
}

/** Card, submission and gallery; weights and checkpoints stay where they are. */
async function takeRun(
	from: string,
	to: string,
	solution: string | undefined,
): Promise<Omit<Collected, 'slug' | 'recipe'>> {
	const card = await readCard(from);
	const own = await readFile(join(from, FILES.submission), 'utf8');
	const csv = solution === undefined ? own : renumber(own, await readSolution(solution));
	await mkdir(to, { recursive: true });
	await cp(join(from, FILES.card), join(to, FILES.card));
	await writeAtomically(join(to, `${FILES.submission}.gz`), gzipSync(csv, { level: 9 }));
	const gallery = join(from, FILES.gallery);
	if (await stat(gallery).catch(() => null))
		await cp(gallery, join(to, FILES.gallery), { recursive: true });
	return { score: card.figures?.report.score ?? null, device: card.device?.device ?? null };
}

const foldersIn = async (path: string) =>
	(await readdir(path, { withFileTypes: true }).catch(() => []))
		.filter((entry) => entry.isDirectory())
		.map(({ name }) => name);

export async function gpuCollect(
	results: string,
	{ into, solution, json = false }: Options,
): Promise<void> {
	const { folder, done } = await openResults(results);
	try {
		const taken: Collected[] = [];
		for (const slug of await foldersIn(join(folder, 'runs')))
			for (const recipe of await foldersIn(join(folder, 'runs', slug))) {
				const from = join(folder, 'runs', slug, recipe);
				// A run that is not finished has no card.
				if (!(await stat(join(from, FILES.card)).catch(() => null))) continue;
				const to = join(into, slug, recipe);
				taken.push({ slug, recipe, ...(await takeRun(from, to, solution[slug])) });
			}
		if (!taken.length)
			throw refuse(`${results} holds no finished run.`, { remedy: 'summary.md says why.' });
		if (json) return sayJson({ ok: true, into, runs: taken });
		const columns = ['competition', 'recipe', 'score', 'device'].map((title) => ({ title }));
		const rows = taken.map((run) => [
			run.slug,
			run.recipe,
			run.score?.toFixed(3) ?? '–',
			run.device,
		]);
		say(formatTable(columns, rows).join('\n'));
	} catch (error) {
		throw failureOfBaselines(error);
	} finally {
		await done();
	}
}
