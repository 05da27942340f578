import { auroc } from '../stats/roc.ts';
import { sumOf } from '../stats/score-counts.ts';
import { handTillUncertainty } from './auroc-influence.ts';
import { defineMetric, type MetricInput } from './define.ts';

/** Mean AUROC over ordered pairs of the present classes; null with fewer than two. */
function meanOfPairs(input: MetricInput, present: boolean[]): number | null {
	let sum = 0;
	let pairs = 0;
	for (let i = 0; i < present.length; i++) {
		for (let j = 0; j < present.length; j++) {
			if (i === j || !present[i] || !present[j]) continue;
			sum += auroc(input.scoreCountsBetween(i, i, j))!;
			pairs++;
		}
	}
	return pairs === 0 ? null : sum / pairs;
}

/**
 * M of Hand and Till 2001: the mean over ordered pairs of classes (i, j) of the AUROC of class i's score
 * among rows of these two. `multi_class='ovo'` of scikit-learn. Pairs with a class that has no rows are
 * left out.
 */
export default defineMetric({
	id: 'hand_till_auroc',
	name: 'Hand–Till AUROC',
	shortName: 'AUROC (H–T)',
	description:
		'AUROC between each two classes, averaged over all pairs, so that how common a class is plays no part.',
	version: 1,
	task: ['multiclass'],
	higherIsBetter: true,
	range: [0, 1],
	rankBased: true,
	needs: 'scores',
	decimals: 4,
	charts: ['roc'],
	uncertainty: handTillUncertainty,
	compute(input) {
		const present = input.labels.map((_, k) => sumOf(input.scoreCounts(k).positives) > 0);
		const names = input.labels.filter((_, k) => !present[k]);
		const averagedOver = {
			defined: input.labels.length - names.length,
			total: input.labels.length,
			left_out: names,
		};
		const value = meanOfPairs(input, present);
		if (value !== null) return { value, averagedOver };
		return { value, reason: 'It needs rows of two classes.', averagedOver };
	},
});
