/** Draws the phantoms that runs are trained on, once. */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { Split } from '#baselines/data/index';
import { writePhantomSet } from '#baselines/phantoms/files/write';
import type { StageContext } from './index.ts';

export const phantomsFolder = (work: string) => join(work, 'data/phantoms');

export async function phantomsStage({ work, plan }: StageContext): Promise<number> {
	const folder = phantomsFolder(work);
	if (existsSync(folder)) return 0;
	const { patients, size, seed, withhold } = plan.phantoms!;
	const { images } = await writePhantomSet({
		...{ folder, patients, size, seed, withhold: withhold as Split[] },
	});
	console.log(`${images.train} + ${images.validation} + ${images.test} phantoms`);
	return 0;
}
