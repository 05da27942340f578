import { randomSource, seedFrom } from '../random-source.ts';
import type { Baseline, BaselineInput } from '../types.ts';
import { defineBaseline } from './define.ts';

/** It learns nothing, and the file says so. */
const NOTHING = '{}';
type Nothing = typeof NOTHING;

export const random: Baseline = defineBaseline<BaselineInput, Nothing>({
	id: 'random',
	name: 'Random',
	note: 'Gives every image a uniform random score. Looks at nothing.',
	learn: () => NOTHING,
	score(_, test, { labels, seed }) {
		const { uniform } = randomSource(seedFrom(seed, 'random'));
		return labels.map(() => Float64Array.from(test.ids, () => uniform()));
	},
	save: () => NOTHING,
	open: (text) => (text === NOTHING ? NOTHING : null),
});
