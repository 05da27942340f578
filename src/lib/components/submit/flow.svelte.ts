import { m } from '#messages';
import { createClient, url } from '#lib/api/client';
import { follow } from '#lib/api/events';
import { ApiError, type Problem } from '#lib/api/request';
import { upload } from '#lib/api/upload';
import type { CompetitionDetail } from '#lib/api/schemas/competitions';
import type { Submission, SubmissionStatus } from '#lib/api/schemas/submissions';
import { isFinal } from '#lib/format/words';
import { checkFile } from '#lib/validation/check';
import type { CheckReport } from '#lib/validation/protocol';
import type { SubmissionFormat } from '#scorer/types';

/** empty → checking → refused | ready → uploading → waiting → done */
export type Phase = 'empty' | 'checking' | 'refused' | 'ready' | 'uploading' | 'waiting' | 'done';

/** One file on its way from the drop zone to its result. */
export class SubmitFlow {
	phase = $state<Phase>('empty');
	file = $state<File | null>(null);
	/** Share of the current step, 0 to 1. */
	progress = $state(0);
	report = $state.raw<CheckReport | null>(null);
	problem = $state.raw<Problem | string | null>(null);
	submission = $state.raw<Submission | null>(null);
	status = $state<SubmissionStatus>('received');

	#competition: Pick<CompetitionDetail, 'slug' | 'max_upload_bytes'>;
	#format: Promise<SubmissionFormat> | null = null;
	#stop = new AbortController();
	#client = createClient((...args) => fetch(...args));

	constructor(competition: Pick<CompetitionDetail, 'slug' | 'max_upload_bytes'>) {
		this.#competition = competition;
	}

	/** Forgets the file; an upload that has begun is stopped, one that was acknowledged stays. */
	clear(): void {
		this.#stop.abort();
		this.#stop = new AbortController();
		this.phase = 'empty';
		this.file = null;
		this.report = null;
		this.problem = null;
		this.submission = null;
		this.progress = 0;
	}

	/** Takes an example of the competition as if it had been dropped. */
	async chooseExample(path: string): Promise<void> {
		this.clear();
		this.phase = 'checking';
		try {
			const answer = await fetch(url.file(this.#competition.slug, path), {
				signal: this.#stop.signal,
			});
			if (!answer.ok) throw new Error(m.submit_example_failed({ status: answer.status }));
			const blob = await answer.blob();
			await this.choose(new File([blob], path.split('/').at(-1) ?? path, { type: 'text/csv' }));
		} catch (cause) {
			this.#failed(cause, 'empty');
		}
	}

	/** Checks a file in a worker, against the ids and columns that the competition expects. */
	async choose(file: File): Promise<void> {
		this.clear();
		this.file = file;
		this.phase = 'checking';
		const { signal } = this.#stop;
		const { slug, max_upload_bytes: maxBytes } = this.#competition;
		try {
			this.report = tooLarge(file, maxBytes);
			if (!this.report) {
				this.#format ??= this.#client.format(slug);
				const format = await this.#format;
				if (signal.aborted) return;
				this.report = await checkFile({ file, format }, (share) => (this.progress = share), signal);
			}
			this.phase = this.report.ok ? 'ready' : 'refused';
		} catch (cause) {
			this.#format = null;
			this.#failed(cause, 'refused');
		}
	}

	/** Sends the checked file and follows it to its result. */
	async submit(): Promise<void> {
		if (!this.file || this.phase !== 'ready') return;
		this.phase = 'uploading';
		this.progress = 0;
		this.problem = null;
		const { signal } = this.#stop;
		try {
			const address = url.submit(this.#competition.slug, this.file.name);
			const sent = await upload(address, this.file, (share) => (this.progress = share), signal);
			this.submission = sent;
			this.status = sent.status;
			this.phase = 'waiting';
			await this.#settled(sent.id, signal);
			this.submission = await this.#client.submission(sent.id);
			this.status = this.submission.status;
			this.phase = 'done';
		} catch (cause) {
			// An acknowledged file is safe whatever happens to this page; its own page has the result.
			this.#failed(cause, this.submission ? 'waiting' : 'ready');
		}
	}

	#settled(id: string, signal: AbortSignal): Promise<void> {
		if (isFinal(this.status)) return Promise.resolve();
		return new Promise((resolve) => {
			const stop = follow(id, ({ status }) => {
				// The result is fetched next; until it is here, the page still says that it is scored.
				this.status = isFinal(status) ? 'scoring' : status;
				if (isFinal(status)) resolve();
			});
			signal.addEventListener('abort', stop);
		});
	}

	#failed(cause: unknown, phase: Phase): void {
		if (cause instanceof DOMException && cause.name === 'AbortError') return;
		this.problem =
			cause instanceof ApiError
				? cause.problem
				: cause instanceof Error
					? cause.message
					: String(cause);
		this.phase = phase;
	}
}

function tooLarge(file: File, limit: number): CheckReport | null {
	if (file.size <= limit) return null;
	const mb = (bytes: number) => `${Math.round(bytes / 1e6)} MB`;
	return {
		ok: false,
		rows: null,
		checks: [],
		notices: [],
		problems: [
			{
				code: 'file_too_large',
				detail: m.submit_too_large({ mb: mb(file.size), mb2: mb(limit) }),
				remedy: m.submit_too_large_remedy(),
			},
		],
	};
}
