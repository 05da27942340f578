import { f1Of } from '../stats/decisions.ts';
import { defineMetric } from './define.ts';
import { perClass } from './per-class.ts';

export default defineMetric({
	id: 'f1',
	key: 'f1',
	name: 'F1',
	shortName: 'F1',
	description: 'Harmonic mean of precision and recall of the positive class.',
	version: 1,
	task: ['binary'],
	higherIsBetter: true,
	range: [0, 1],
	rankBased: false,
	needs: 'decisions',
	decimals: 4,
	charts: ['confusion'],
	compute(input) {
		const labels = perClass(input, f1Of);
		const value = labels[input.labels[0]!]!;
		if (value !== null) return { value, labels };
		return { value, reason: 'No row is positive and none was predicted to be.', labels };
	},
});
