/** What the commands on baselines have in common: data, devices, and how errors end a command. */
import { homedir } from 'node:os';
import { join } from 'node:path';
import { BackendError } from '#baselines/backends/backend-error';
import { chooseBackend } from '#baselines/backends/choose';
import type { Backend } from '#baselines/backends/types';
import type { DataProblem } from '#baselines/data/index';
import { ModelError } from '#baselines/models/model-error';
import { openData, type DataRequest } from '#baselines/training/dataset/open-data';
import { Interrupted, TrainingError } from '#baselines/training/error';
import { DataRefused } from '#baselines/training/run/images';
import { WeightsError } from '#baselines/weights/weights-error';
import { note } from '../output.ts';
import { CommandFailure, fault, refuse, wrongUsage, type CliProblem } from '../outcome.ts';

export interface DataOptions {
	data: string;
	csv?: string;
	labels?: string[];
	target?: string;
	task?: string;
	id?: string;
	missingAsZero?: boolean;
	allowCrossing?: boolean;
}

const asProblem = ({ code, place, detail, remedy, count, examples }: DataProblem): CliProblem => ({
	code,
	file: place,
	detail:
		count > 1
			? `${detail} (${count}: ${examples.join(', ')}${count > examples.length ? ', …' : ''})`
			: detail,
	remedy,
});

export const refusedData = (folder: string, problems: readonly DataProblem[]) =>
	refuse(`${folder} cannot be used:`, { code: 'invalid_data', problems: problems.map(asProblem) });

function taskOf(name: string | undefined) {
	if (name === undefined || name === 'binary' || name === 'multiclass' || name === 'multilabel')
		return name;
	throw wrongUsage(`"${name}" is no task.`, 'Choose binary, multiclass or multilabel.');
}

/** Opens a data set, or ends the command with everything wrong with it. */
export async function dataFrom(options: DataOptions, seed: number, quiet: boolean) {
	const { data: folder, task, ...rest } = options;
	const opened = await openData({ ...rest, folder, task: taskOf(task), seed } as DataRequest);
	if (!opened.ok) throw refusedData(folder, opened.problems);
	if (!quiet)
		for (const { detail, count } of opened.notices)
			note(`${detail}${count > 1 ? ` (${count})` : ''}`);
	return opened;
}

/** Where features and downloads are kept. */
export const cacheFolder = (option?: string): string =>
	option ??
	process.env.HOLDOUT_CACHE ??
	join(process.env.XDG_CACHE_HOME ?? join(homedir(), '.cache'), 'holdout');

/** Starts the device once, when it is first needed. */
export function deviceStarter(name: string | undefined, quiet: boolean) {
	let started: Promise<Backend> | null = null;
	return () =>
		(started ??= chooseBackend(name).then(({ backend, passed }) => {
			if (!quiet) note(`Computing on ${backend.device} (${backend.id}).`);
			for (const { id, reason } of quiet ? [] : passed.slice(0, 3)) note(`  not ${id}: ${reason}`);
			return backend;
		}));
}

/** A signal that Ctrl-C aborts; a second Ctrl-C ends the process at once. */
export function abortOnInterrupt(quiet: boolean): { signal: AbortSignal; stop(): void } {
	const controller = new AbortController();
	const onInterrupt = () => {
		if (controller.signal.aborted) process.exit(1);
		if (!quiet) note('\nStopping after this step; once more to stop at once.');
		controller.abort();
	};
	process.on('SIGINT', onInterrupt);
	process.on('SIGTERM', onInterrupt);
	return {
		signal: controller.signal,
		stop() {
			process.off('SIGINT', onInterrupt);
			process.off('SIGTERM', onInterrupt);
		},
	};
}

/** An error of the baselines as the end of a command. */
export function failureOfBaselines(error: unknown, resumeWith?: string): unknown {
	if (error instanceof CommandFailure) return error;
	if (error instanceof DataRefused)
		return refuse(error.message, { code: 'invalid_data', problems: error.problems.map(asProblem) });
	if (error instanceof Interrupted || (error instanceof Error && error.name === 'AbortError')) {
		return refuse('Interrupted.', {
			code: 'interrupted',
			remedy: resumeWith && `Go on with the same command and ${resumeWith}.`,
		});
	}
	if (error instanceof BackendError && error.code === 'device_lost')
		return fault(error.message, { code: error.code, remedy: error.remedy });
	if (
		error instanceof TrainingError ||
		error instanceof WeightsError ||
		error instanceof BackendError
	)
		return refuse(error.message, { code: error.code, remedy: error.remedy });
	if (error instanceof ModelError) return refuse(error.message, { code: error.code });
	return error;
}
