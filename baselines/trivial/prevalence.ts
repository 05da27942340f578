import type { Baseline } from '../types.ts';

/** Share of positives; zero of an empty table. */
export const share = (y: Uint8Array) =>
	y.length ? y.reduce((sum, v) => sum + v, 0) / y.length : 0;

export const prevalence: Baseline = {
	id: 'prevalence',
	name: 'Prevalence',
	note: 'Gives every image the share of positives in the training labels. Looks at nothing.',
	predict: ({ train, test }) =>
		train.yTrue.map((y) => new Float64Array(test.ids.length).fill(share(y))),
};
