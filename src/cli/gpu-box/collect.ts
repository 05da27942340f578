/** Everything worth keeping in one folder: few files, of which one holds all the others. */
import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { copyFile, cp, mkdir, rm, writeFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { promisify } from 'node:util';
import type { Plan } from '#baselines/gpu/kit/plan';
import { readState } from './state.ts';
import { readSummary, summaryText } from './summary.ts';

interface Request {
	kit: string;
	work: string;
	out: string;
	plan: Plan;
	withWeights: boolean;
}

/** Checkpoints are for this machine, and weights are large. */
const isKept = (path: string, withWeights: boolean) =>
	!/^checkpoint|\.tmp$/.test(basename(path)) && (withWeights || !path.endsWith('.safetensors'));

/** @returns the summary as text */
export async function collect({ kit, work, out, plan, withWeights }: Request): Promise<string> {
	const state = await readState(work);
	const summary = await readSummary(work, plan, state);
	const text = summaryText(summary);
	await mkdir(out, { recursive: true });
	const folder = join(work, 'collected');
	await rm(folder, { recursive: true, force: true });
	await mkdir(folder, { recursive: true });
	for (const name of ['runs', 'results', 'logs']) {
		const from = join(work, name);
		if (!existsSync(from)) continue;
		await cp(from, join(folder, name), {
			recursive: true,
			filter: (path) => isKept(path, withWeights),
		});
	}
	await copyFile(join(kit, 'kit.json'), join(folder, 'kit.json'));
	for (const to of [folder, out]) {
		await writeFile(join(to, 'summary.json'), `${JSON.stringify(summary, null, '\t')}\n`);
		await writeFile(join(to, 'summary.md'), `${text}\n`);
	}
	const archive = join(out, 'results.tar.gz');
	await promisify(execFile)('tar', ['-czf', archive, '-C', folder, '.']);
	return text;
}
