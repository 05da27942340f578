/**
 * Runs in the page: makes a file, checks it with the product's own worker, and watches the main
 * thread meanwhile. Bundled for the bench by Vite.
 */
import { checkFile } from '#lib/validation/check';
import type { SubmissionFormat } from '#scorer/types';

export interface Watched {
	ok: boolean;
	rows: number | null;
	megabytes: number;
	/** From the call to the result, in ms. */
	took: number;
	/** Tasks of the main thread over 50 ms, in ms. */
	longTasks: number[];
	/** Longest time between two frames of a 4 ms timer, in ms: what no report of a long task hides. */
	longestGap: number;
	/** Share done at each report. */
	progress: number[];
}

const FORMAT: Omit<SubmissionFormat, 'ids'> = {
	task: 'multilabel',
	id: 'Image Index',
	labels: Array.from({ length: 14 }, (_, k) => `Finding ${k + 1}`),
	rankBased: true,
};

/** A file of about so many bytes, made in pieces: it is the checking that is watched. */
function makeFile(bytes: number): { file: File; ids: string[] } {
	const header = [FORMAT.id, ...FORMAT.labels].join(',') + '\n';
	const parts: string[] = [header];
	const ids: string[] = [];
	let size = header.length;
	while (size < bytes) {
		const lines: string[] = [];
		for (let i = 0; i < 10_000; i++) {
			const id = `${String(ids.length).padStart(8, '0')}_000.png`;
			ids.push(id);
			lines.push(id + FORMAT.labels.map(() => `,${Math.random().toFixed(9)}`).join('') + '\n');
		}
		const part = lines.join('');
		size += part.length;
		parts.push(part);
	}
	return { file: new File(parts, 'submission.csv'), ids };
}

async function watch(megabytes: number): Promise<Watched> {
	const { file, ids } = makeFile(megabytes * 1e6);
	// What making the file left behind is not part of the measurement.
	await new Promise((done) => setTimeout(done, 1000));
	const longTasks: number[] = [];
	const observer = new PerformanceObserver((list) =>
		list.getEntries().forEach(({ duration }) => longTasks.push(duration)),
	);
	observer.observe({ entryTypes: ['longtask'] });
	let [last, longestGap] = [performance.now(), 0];
	const timer = setInterval(() => {
		longestGap = Math.max(longestGap, performance.now() - last);
		last = performance.now();
	}, 4);
	const progress: number[] = [];
	const start = performance.now();
	const report = await checkFile(
		{ file, format: { ...FORMAT, ids } },
		(share) => progress.push(share),
		new AbortController().signal,
	);
	const took = performance.now() - start;
	await new Promise((done) => setTimeout(done, 200));
	clearInterval(timer);
	observer.disconnect();
	const { ok, rows } = report;
	return { ok, rows, megabytes: file.size / 1e6, took, longTasks, longestGap, progress };
}

Object.assign(globalThis, { watch });
