/** Scores files on this computer, off the main thread: the same code that the server runs. */
import { metricInfo } from '#lib/api/metric-info';
import type { ReportSource } from '#lib/components/submission/source';
import { intervalsOf, metricsFor, scoreSubmission, type TaskSpec } from '#scorer/index';
import type { Message, Request } from './protocol.ts';
import { describeLabels, readFiles, solutionOf } from './read-labels.ts';

const post = (message: Message) => self.postMessage(message);
const progress = (share: number) => post({ type: 'progress', share });

function sourceOf(spec: TaskSpec, stem: string): ReportSource {
	const info = (id: string) => metricInfo(id, spec.parameters);
	return {
		task: spec.task,
		metric: info(spec.metric),
		metrics: metricsFor(spec.task).map(({ id }) => info(id)),
		references: [],
		threshold: spec.threshold,
		thresholds: spec.thresholds ?? {},
		missing: spec.missingLabels,
		withheld: { curves: null, subgroups: null },
		stem,
		isLocal: true,
	};
}

async function score(request: Extract<Request, { type: 'score' }>): Promise<void> {
	const { spec, stem, submission } = request;
	const files = await readFiles(request.files);
	progress(0.05);
	const labels = solutionOf(files, spec, request.solution);
	if (!labels.ok) {
		const { problems, notices } = labels;
		return post({ type: 'refused', of: 'labels', problems, notices });
	}
	progress(0.15);
	const bytes = new Uint8Array(await submission.arrayBuffer());
	const result = scoreSubmission(bytes, labels.solution, spec, {
		onProgress: (share) => progress(0.15 + 0.6 * share),
	});
	if (!result.ok) {
		const { problems, notices } = result;
		return post({ type: 'refused', of: 'predictions', problems, notices });
	}
	post({ type: 'scored', scored: { result, source: sourceOf(spec, stem) } });
	const all = intervalsOf(bytes, labels.solution, spec);
	post({ type: 'intervals', splits: all.ok ? all.splits : null });
}

self.onmessage = async ({ data }: MessageEvent<Request>) => {
	try {
		if (data.type === 'score') await score(data);
		else post({ type: 'labels', labels: describeLabels(await readFiles(data.files)) });
	} catch (cause) {
		post({ type: 'crashed', message: cause instanceof Error ? cause.message : String(cause) });
	}
};
