import { randomSource, seedFrom } from '../random-source.ts';
import type { Baseline } from '../types.ts';

export const random: Baseline = {
	id: 'random',
	name: 'Random',
	note: 'Gives every image a uniform random score. Looks at nothing.',
	predict({ labels, test, seed }) {
		const { uniform } = randomSource(seedFrom(seed, 'random'));
		return labels.map(() => Float64Array.from(test.ids, () => uniform()));
	},
};
