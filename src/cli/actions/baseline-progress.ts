/** The bar of a training run, and a line for each epoch. */
import cliProgress from 'cli-progress';
import type { TrainingEvent } from '#baselines/training/events';
import { note } from '../output.ts';

const PARTS = {
	barCompleteChar: '█',
	barIncompleteChar: '░',
	stream: process.stderr,
	hideCursor: true,
	clearOnComplete: true,
};

export function readableTime(seconds: number): string {
	if (!Number.isFinite(seconds)) return '–';
	const s = Math.round(seconds);
	if (s < 60) return `${s} s`;
	if (s < 3600) return `${Math.floor(s / 60)} min ${s % 60} s`;
	return `${Math.floor(s / 3600)} h ${Math.floor((s % 3600) / 60)} min`;
}

const figure = (value: number | null, digits = 4) => (value === null ? '–' : value.toFixed(digits));

/** Where standard error is no terminal, only epochs and parts of the work are told, each once. */
export function trainingProgress(quiet: boolean) {
	let bar: cliProgress.SingleBar | null = null;
	let showing = '';
	let told = '';
	let metric: number | null = null;
	const stop = () => {
		bar?.stop();
		bar = null;
	};
	function show(what: string, format: string, share: number, payload: object = {}): void {
		if (!process.stderr.isTTY) return;
		if (what !== showing) stop();
		showing = what;
		if (!bar) {
			bar = new cliProgress.SingleBar({ ...PARTS, format });
			bar.start(1000, 0, payload);
		}
		bar.update(Math.round(1000 * Math.min(1, share)), payload);
	}
	function line(text: string): void {
		stop();
		note(text);
	}
	function onEvent(event: TrainingEvent): void {
		if (quiet) return;
		if (event.kind === 'note') return line(event.text);
		if (event.kind === 'work') {
			if (!process.stderr.isTTY && event.what !== told) note(`${event.what} …`);
			told = event.what;
			return show(event.what, `${event.what} {bar} {percentage} % · {eta_formatted}`, event.share);
		}
		if (event.kind === 'epoch') {
			const { row } = event;
			metric = row.auroc;
			return line(
				`${row.phase} ${row.epoch}: loss ${figure(row.loss)}, validation ${figure(row.validationLoss)}, AUROC ${figure(row.auroc)}, ${row.imagesPerSecond.toFixed(1)} images/s${row.best ? ' ●' : ''}`,
			);
		}
		show(
			`${event.phase}`,
			'{phase} {bar} epoch {epoch}/{epochs} · loss {loss} · AUROC {auroc} · {speed} images/s · {left} left',
			((event.epoch - 1) * event.steps + event.step) / (event.epochs * event.steps),
			{
				...{ phase: event.phase, epoch: event.epoch, epochs: event.epochs },
				...{ loss: figure(event.loss), auroc: figure(metric, 3) },
				...{ speed: event.imagesPerSecond.toFixed(1), left: readableTime(event.secondsLeft) },
			},
		);
	}
	return { onEvent, stop };
}
