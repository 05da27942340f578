import { own } from '#scorer/own';
import type { SplitReportJson, SubmissionIntervals } from '#lib/api/schemas/submissions';

/** waiting: under a second, nothing is said · slow: the page says that it computes. */
export type IntervalState = 'idle' | 'waiting' | 'slow' | 'failed';

export type SplitIntervals = NonNullable<SubmissionIntervals['splits']['public']>;

/** Does a report lack intervals that can be asked for? Null says that there is none; absent, that it was not made yet. */
export const lacksIntervals = (report: SplitReportJson): boolean =>
	Object.values(report.metrics).some(
		({ value, interval }) => value !== null && interval === undefined,
	);

/** A report with the intervals that came later; what it had stays. */
export function withIntervals(
	report: SplitReportJson,
	later: SplitIntervals | undefined,
): SplitReportJson {
	if (!later) return report;
	const metrics = Object.entries(report.metrics).map(([id, figure]) => {
		const found = later.metrics[id];
		return [
			id,
			figure.interval === undefined && found
				? { ...figure, interval: found.interval ?? null, method: found.method }
				: figure,
		] as const;
	});
	const labels = Object.entries(later.label_intervals).map(
		([label, figures]) => [label, { ...figures, ...own(report.label_intervals, label) }] as const,
	);
	return {
		...report,
		metrics: Object.fromEntries(metrics),
		label_intervals: { ...report.label_intervals, ...Object.fromEntries(labels) },
	};
}

const SLOW = 1000;

/** The intervals of one submission, fetched once after the page is there. */
export class LateIntervals {
	splits = $state.raw<SubmissionIntervals['splits']>({});
	state = $state<IntervalState>('idle');

	async load(fetchThem: () => Promise<Pick<SubmissionIntervals, 'splits'>>): Promise<void> {
		this.state = 'waiting';
		const timer = setTimeout(() => {
			if (this.state === 'waiting') this.state = 'slow';
		}, SLOW);
		try {
			this.splits = (await fetchThem()).splits;
			this.state = 'idle';
		} catch {
			this.state = 'failed';
		} finally {
			clearTimeout(timer);
		}
	}
}
