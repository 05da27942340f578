import { m } from '#messages';
import { LateIntervals } from '#lib/components/submission/intervals.svelte';
import { slugOf } from '#lib/format/csv';
import type { TaskSpec } from '#scorer/types';
import type {
	LabelFile,
	Labels,
	Message,
	NoticeJson,
	Problem,
	Request,
	Scored,
} from './protocol.ts';
import { startWorker } from './start-worker.ts';

/** empty → reading → chosen (labels are understood) → scoring → done | refused */
export type Phase = 'empty' | 'reading' | 'chosen' | 'scoring' | 'done' | 'refused';

/** Labels and predictions on their way to a report, without leaving this computer. */
export class LocalFlow {
	phase = $state<Phase>('empty');
	files = $state.raw<LabelFile[]>([]);
	labels = $state.raw<Labels | null>(null);
	/** What the reader says the labels are, where no competition.yaml does. */
	spec = $state.raw<TaskSpec | null>(null);
	submission = $state.raw<File | null>(null);
	progress = $state(0);
	scored = $state.raw<Scored | null>(null);
	/** Of the predictions, or of labels that do not fit what was said of them. */
	refused = $state.raw<{ of: 'labels' | 'predictions'; problems: Problem[] } | null>(null);
	notices = $state.raw<NoticeJson[]>([]);
	failure = $state<string | null>(null);
	/** The form was changed since the report was made. */
	isStale = $state(false);
	late = $state.raw(new LateIntervals());

	#worker: Worker | null = null;

	/** Forgets everything and stops what runs. */
	clear(): void {
		this.#stop();
		Object.assign(this, { phase: 'empty', files: [], labels: null, spec: null, submission: null });
		this.#forgetResult();
	}

	chooseLabels(files: LabelFile[]): void {
		this.#stop();
		Object.assign(this, { files, labels: null, spec: null, phase: 'reading' });
		this.#forgetResult();
		this.#ask({ type: 'labels', files });
	}

	/** What the labels are: from the file, or from the form. */
	setSpec(spec: TaskSpec): void {
		if (this.scored && JSON.stringify(spec) !== JSON.stringify(this.spec)) this.isStale = true;
		this.spec = spec;
	}

	get ready(): boolean {
		return this.spec !== null && this.submission !== null;
	}

	/** Scores the predictions; an earlier run is stopped. */
	score(submission: File): void {
		this.submission = submission;
		if (!this.spec || !this.labels || this.labels.kind === 'refused') return;
		this.#stop();
		this.#forgetResult();
		this.phase = 'scoring';
		const named = this.labels.kind === 'folder' ? this.labels.solution : null;
		const stem = this.labels.kind === 'folder' ? this.labels.slug : slugOf(this.labels.file);
		this.#ask({
			type: 'score',
			files: this.files,
			spec: this.spec,
			solution: named,
			stem: `${stem}-${slugOf(submission.name.replace(/\.\w+$/, ''))}`,
			submission,
		});
	}

	#forgetResult(): void {
		Object.assign(this, { progress: 0, scored: null, refused: null, notices: [], failure: null });
		this.isStale = false;
		this.late = new LateIntervals();
	}

	#stop(): void {
		this.#worker?.terminate();
		this.#worker = null;
	}

	#ask(request: Request): void {
		const worker = startWorker();
		this.#worker = worker;
		let tell: (splits: Extract<Message, { type: 'intervals' }>['splits']) => void = () => {};
		worker.onmessage = ({ data }: MessageEvent<Message>) => {
			if (data.type === 'progress') this.progress = data.share;
			else if (data.type === 'labels') this.#understood(data.labels);
			else if (data.type === 'refused') {
				this.refused = data;
				this.notices = data.notices;
				this.phase = 'refused';
			} else if (data.type === 'scored') {
				this.scored = data.scored;
				this.notices = data.scored.result.notices;
				this.phase = 'done';
				void this.late.load(
					() =>
						new Promise((resolve, reject) => {
							tell = (splits) => (splits ? resolve({ splits }) : reject(new Error('none')));
						}),
				);
			} else if (data.type === 'intervals') {
				tell(data.splits);
				this.#stop();
			} else this.#fail(data.message);
		};
		worker.onerror = (event) => this.#fail(event.message || m.score_worker_failed());
		worker.postMessage(request);
	}

	#understood(labels: Labels): void {
		this.#stop();
		this.labels = labels;
		this.phase = 'chosen';
		if (labels.kind === 'folder') this.spec = labels.spec;
		if (this.submission && this.spec) this.score(this.submission);
	}

	#fail(message: string): void {
		this.#stop();
		this.failure = message;
		this.phase = this.labels ? 'chosen' : 'empty';
	}
}
