/** One run of `holdout baseline train`, from its checkpoint where there is one. */
import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { PHANTOMS } from '#baselines/gpu/kit/plan';
import { checkpointPath } from '#baselines/training/run/resume';
import { trainBaseline } from '../../actions/baseline-train.ts';
import type { StageContext } from './index.ts';
import { phantomsFolder } from './phantoms.ts';

/** Unpacked once. */
async function dataFolder(set: string, { kit, work }: StageContext): Promise<string> {
	if (set === PHANTOMS) return phantomsFolder(work);
	const data = join(work, 'data');
	const folder = join(data, set);
	if (!existsSync(folder)) {
		await mkdir(data, { recursive: true });
		await promisify(execFile)('tar', ['-xf', join(kit, 'data', `${set}.tar`), '-C', data]);
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
