/** A progress bar on standard error for whatever takes longer than a second. */
import cliProgress from 'cli-progress';

/** A job that is this far behind after a moment will take longer than a second. */
const LOOK_AFTER_MS = 250;
const WORTH_SHOWING_MS = 1_000;

export interface Progress {
	/** Share of the work that is done, 0 to 1. */
	update(share: number): void;
	stop(): void;
}

/**
 * Shows nothing until it is clear that the job takes over a second, and nothing at all where
 * standard error is no terminal.
 */
export function startProgress(what: string, quiet = false): Progress {
	const started = performance.now();
	let bar: cliProgress.SingleBar | null = null;
	const isLong = (share: number) => {
		const elapsed = performance.now() - started;
		return elapsed > LOOK_AFTER_MS && elapsed / Math.max(share, 0.001) > WORTH_SHOWING_MS;
	};
	return {
		update(share) {
			if (quiet) return;
			if (!bar && isLong(share)) {
				bar = new cliProgress.SingleBar({
					format: `${what} {bar} {percentage} %`,
					barCompleteChar: '█',
					barIncompleteChar: '░',
					stream: process.stderr,
					hideCursor: true,
					clearOnComplete: true,
				});
				bar.start(100, 0);
			}
			bar?.update(Math.floor(100 * Math.min(1, share)));
		},
		stop() {
			bar?.stop();
			bar = null;
		},
	};
}
