import { z } from 'zod';
import type { Baseline, BaselineInput } from '../types.ts';
import { asJson, defineBaseline } from './define.ts';

/** Share of positives; zero of an empty table. */
export const share = (y: Uint8Array) =>
	y.length ? y.reduce((sum, v) => sum + v, 0) / y.length : 0;

/** One share a label. */
const learned = z.array(z.number().min(0).max(1));

export const prevalence: Baseline = defineBaseline<BaselineInput, number[]>({
	id: 'prevalence',
	name: 'Prevalence',
	note: 'Gives every image the share of positives in the training labels. Looks at nothing.',
	learn: ({ train }) => train.yTrue.map(share),
	score: (shares, test) => shares.map((p) => new Float64Array(test.ids.length).fill(p)),
	...asJson(learned),
});
