import { FINDINGS } from '../findings.ts';
import { notScoredHere, type Reported } from './types.ts';

const DATA = 'real radiographs of ChestX-ray14';
const TABLE = 'as tabulated by Gómez, Rueda and Valderrama';

/** Columns of the table: its name, the mean printed under it in percent, and where it comes from. */
const COLUMNS: { name: string; printedMean: number; source: Reported['source'] }[] = [
	{
		name: 'Wang et al. 2017',
		printedMean: 73.81,
		source: {
			title: `Wang et al., ChestX-ray8, CVPR 2017; ${TABLE}`,
			url: 'https://arxiv.org/abs/1705.02315',
		},
	},
	{
		name: 'Yao et al. 2017',
		printedMean: 80.27,
		source: {
			title: `Yao et al., Learning to diagnose from scratch, 2017; ${TABLE}`,
			url: 'https://arxiv.org/abs/1710.10501',
		},
	},
	{
		name: 'Rajpurkar et al. 2017 (CheXNet)',
		printedMean: 86.57,
		source: {
			title: `Rajpurkar et al., CheXNet, 2017; ${TABLE}`,
			url: 'https://arxiv.org/abs/1711.05225',
		},
	},
	{
		name: 'Gómez et al. (ResNet50)',
		printedMean: 50.68,
		source: { title: 'Gómez, Rueda and Valderrama, fourteen findings on ChestX-ray14, ResNet50' },
	},
];

/** The last printed digit, in percent: a mean further off than this does not follow from its column. */
const PRINTED_DIGIT = 0.01;

/** Percent to a fraction, without the dust of binary division. */
const fraction = (percent: number) => Number((percent / 100).toFixed(6));

/** Four published columns; where the printed mean does not follow from its column, both are given. */
export function chest14Reported(): Reported[] {
	return COLUMNS.map(({ name, printedMean, source }, column) => {
		const percents = FINDINGS.map(({ published }) => published[column]!);
		const mean = percents.reduce((sum, percent) => sum + percent, 0) / percents.length;
		const differs = Math.abs(mean - printedMean) >= PRINTED_DIGIT;
		const correction = differs
			? ` The source prints a mean of ${printedMean} %; the mean of its fourteen figures is ${mean.toFixed(2)} %, which is shown.`
			: '';
		return {
			name,
			score: fraction(mean),
			...(differs ? { printed: fraction(printedMean) } : {}),
			labels: Object.fromEntries(FINDINGS.map((f) => [f.name, fraction(f.published[column]!)])),
			note: `${notScoredHere(DATA)}${correction}`,
			source,
		};
	});
}
