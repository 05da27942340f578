import type { Plan } from '#baselines/gpu/kit/plan';
import { describeFailure } from '../failure.ts';
import { smokeStage } from './smoke.ts';
import { timingStage } from './timing.ts';
import { trainStage } from './train.ts';

export interface StageContext {
	kit: string;
	work: string;
	plan: Plan;
	backend: string;
}

/** @returns exit code of the process */
export async function performStage(name: string, context: StageContext): Promise<number> {
	try {
		if (name === 'smoke') return await smokeStage(context);
		if (name === 'timing') return await timingStage(context);
		return await trainStage(name, context);
	} catch (error) {
		console.error(describeFailure(error));
		return 1;
	}
}
