/** One run of `holdout baseline train`, from its checkpoint where there is one. */
import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { checkpointPath } from '#baselines/training/run/resume';
import { trainBaseline } from '../../actions/baseline-train.ts';
import type { StageContext } from './index.ts';
import { drawSet } from './draw-set.ts';

/** Unpacked or drawn once. */
async function dataFolder(set: string, { kit, work, plan }: StageContext): Promise<string> {
	const folder = join(work, 'data', set);
	if (existsSync(folder)) return folder;
	await mkdir(join(work, 'data'), { recursive: true });
	const drawn = plan.drawn.find((one) => one.set === set);
	if (drawn) await drawSet(drawn, folder);
	else {
		const archive = join(kit, 'data', `${set}.tar.gz`);
		await promisify(execFile)('tar', ['-xzf', archive, '-C', join(work, 'data')]);
	}
	return folder;
}

export async function trainStage(stage: string, context: StageContext): Promise<number> {
	const { work, plan, backend } = context;
	const run = plan.runs.find(({ slug, recipe }) => stage === `${slug}/${recipe}`);
	if (!run) throw new Error(`The kit has no stage "${stage}".`);
	const out = join(work, 'runs', run.slug, run.recipe);
	await trainBaseline(run.recipe, {
		...run.options,
		...{ data: await dataFolder(run.set, context), out, name: run.name, backend },
		...{ weights: 'random', seed: 0, explain: true, cache: join(work, 'cache') },
		resume: existsSync(checkpointPath(out)),
	});
	return 0;
}
