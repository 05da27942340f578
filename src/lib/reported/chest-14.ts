/** Published results on the fourteen findings of ChestX-ray14: mean AUROC. */
import { reportedBySystem } from './recipes.ts';
import { EIGHT_FINDINGS, FOURTEEN_FINDINGS, type PublishedColumn } from './chest-14-figures.ts';
import { fraction, notScoredHere, type Reported } from './types.ts';

/** The last printed digit, in percent: a mean further off than this does not follow from its column. */
const PRINTED_DIGIT = 0.01;

function asReported(
	{ name, printedMean, source, findings }: PublishedColumn,
	data: string,
): Reported {
	const percents = Object.values(findings);
	const mean = percents.reduce((sum, percent) => sum + percent, 0) / percents.length;
	const differs = printedMean !== undefined && Math.abs(mean - printedMean) >= PRINTED_DIGIT;
	const correction = differs
		? ` The source prints a mean of ${printedMean} %; the mean of its fourteen figures is ${mean.toFixed(2)} %, which is shown.`
		: '';
	const few =
		percents.length < 14 ? ` The mean is over its ${percents.length} findings alone.` : '';
	const labels = Object.entries(findings).map(([label, value]) => [label, fraction(value)]);
	return {
		name,
		score: fraction(mean),
		...(differs ? { printed: fraction(printedMean) } : {}),
		labels: Object.fromEntries(labels) as Record<string, number>,
		note: `${notScoredHere(data)}${few}${correction}`,
		source,
	};
}

/** Four published columns; where the printed mean does not follow from its column, both are given. */
export const chest14Reported = (data = 'real radiographs of ChestX-ray14'): Reported[] =>
	FOURTEEN_FINDINGS.map((column) => asReported(column, data));

/** These, four networks on eight of the findings, and the means of S3 that have no table. */
export const chest14AllReported = (data: string): Reported[] => [
	...chest14Reported(data),
	...EIGHT_FINDINGS.map((column) => asReported(column, data)),
	...reportedBySystem('S3', 'mean_auroc', data).filter(
		// Its ResNet50 has a whole column above.
		({ score }) => score !== fraction(50.68),
	),
];
