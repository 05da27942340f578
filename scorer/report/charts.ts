/** What the charts of a task's metrics show. Which are drawn comes from the metrics' definitions. */
import type { Chart, MetricDefinition, MetricInput, MetricResult } from '../metrics/define.ts';
import { hasProbabilities } from '../metrics/run.ts';
import { distribution } from '../stats/distribution.ts';
import { prVertices, thinPrCurve } from '../stats/pr.ts';
import { reliability } from '../stats/reliability.ts';
import { rocVertices } from '../stats/roc.ts';
import type { ScoreCounts } from '../stats/score-counts.ts';
import { thinCurve } from '../stats/thin.ts';
import type { Curves, SplitReport } from '../types.ts';

type Charts = Curves & Pick<SplitReport, 'confusion' | 'decisions'>;

/** One curve per label; multi-class: of each class against the rest. Undefined ones are left out. */
function curves<T>(
	input: MetricInput,
	curve: (counts: ScoreCounts) => T | null,
): Record<string, T> {
	const found: Record<string, T> = {};
	input.labels.forEach((label, k) => {
		const drawn = curve(input.scoreCounts(k));
		if (drawn !== null) found[label] = drawn;
	});
	return found;
}

const rocOf = (counts: ScoreCounts) => {
	const vertices = rocVertices(counts);
	return vertices && thinCurve(vertices);
};

const prOf = (counts: ScoreCounts) => {
	const vertices = prVertices(counts);
	return vertices && thinPrCurve(vertices);
};

function reliabilityOf(input: MetricInput) {
	const bins = input.parameter('ece_bins');
	return (counts: ScoreCounts) => (counts.scores.length === 0 ? null : reliability(counts, bins));
}

/** One matrix, or where a row has several labels the decisions about each. */
function decisionsOf(input: MetricInput): Pick<Charts, 'confusion' | 'decisions'> {
	if (input.task === 'multilabel') {
		const perLabel = input.labels.map((label, k) => [label, { ...input.labelDecisions(k) }]);
		return { decisions: Object.fromEntries(perLabel) as SplitReport['decisions'] };
	}
	const { classes, counts } = input.decisions();
	return { confusion: { labels: [...classes], counts: counts.map((row) => [...row]) } };
}

/**
 * The charts that explain these metrics, where the submission has what they need: curves need
 * scores, and a reliability diagram probabilities.
 */
export function charts(input: MetricInput, results: [MetricDefinition, MetricResult][]): Charts {
	const measured = results.filter(([, { value, labels }]) => value !== null || labels);
	const drawn = new Set<Chart>(measured.flatMap(([metric]) => metric.charts));
	const { hasScores } = input;
	const calibrated = hasScores && drawn.has('reliability') && hasProbabilities(input);
	return {
		...(drawn.has('confusion') ? decisionsOf(input) : {}),
		...(hasScores && drawn.has('roc') ? { roc: curves(input, rocOf) } : {}),
		...(hasScores && drawn.has('pr') ? { pr: curves(input, prOf) } : {}),
		...(calibrated ? { reliability: curves(input, reliabilityOf(input)) } : {}),
		...(hasScores && drawn.has('distribution')
			? { distribution: curves(input, (counts) => distribution(counts)) }
			: {}),
	};
}
