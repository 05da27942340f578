/** One stage as a process, within its time, with everything that it says in a file. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createWriteStream } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { note } from '../output.ts';
import { MISSING, type PlannedStage } from './planned-stages.ts';
import { readState, setState, type StageState } from './state.ts';

/** To finish a step and write a checkpoint, after the time is up. */
const GRACE_MS = 45_000;
/** With less left, nothing is begun. */
const LEAST_MS = 5_000;
/** Whatever Python or a driver says, only the end of it is of interest here. */
const LAST_LINE = 300;

export const logName = (stage: string) => `${stage.replaceAll('/', '-')}.log`;

interface Ended {
	code: number | null;
	/** Because its time was up. */
	stopped: boolean;
	said: string;
}

async function start(
	{ command, arguments: args, name }: PlannedStage,
	work: string,
	ms: number,
): Promise<Ended> {
	await mkdir(join(work, 'logs'), { recursive: true });
	await mkdir(join(work, 'results'), { recursive: true });
	const log = createWriteStream(join(work, 'logs', logName(name)), { flags: 'a' });
	const child = spawn(command, args, {
		cwd: work,
		stdio: ['ignore', 'pipe', 'pipe'],
		env: { ...process.env, PYTHONUNBUFFERED: '1', VK_LOADER_DEBUG: 'error' },
	});
	let [said, stopped] = ['', false];
	const take = (chunk: Buffer) => {
		log.write(chunk);
		const lines = String(chunk)
			.split('\n')
			.filter((line) => line.trim() !== '');
		said = lines.at(-1)?.trim().slice(0, LAST_LINE) ?? said;
	};
	child.stdout.on('data', take);
	child.stderr.on('data', take);
	const timer = setTimeout(() => {
		stopped = true;
		child.kill('SIGINT');
	}, ms);
	const hard = setTimeout(() => child.kill('SIGKILL'), ms + GRACE_MS);
	try {
		const [code] = (await once(child, 'close')) as [number | null];
		return { code, stopped, said };
	} catch (error) {
		// The program is not there.
		const absent = (error as NodeJS.ErrnoException).code === 'ENOENT';
		return { code: absent ? MISSING : null, stopped, said: `not here: ${command}` };
	} finally {
		clearTimeout(timer);
		clearTimeout(hard);
		log.end();
	}
}

function statusOf({ code, stopped }: Ended, { resumes }: PlannedStage): StageState['status'] {
	if (code === 0) return 'done';
	if (code === MISSING) return 'missing';
	return stopped && resumes ? 'unfinished' : 'failed';
}

/** Runs a stage until it is done or its time, or that of the whole call, is up. */
export async function runStage(
	stage: PlannedStage,
	{ work, end }: { work: string; end: number },
): Promise<void> {
	const before = (await readState(work))[stage.name]?.seconds ?? 0;
	const started = performance.now();
	// The last stage that begins must also have time to end.
	const left = end - started - (stage.resumes ? GRACE_MS / 3 : 0);
	if (left < LEAST_MS) {
		const said = 'no time was left';
		await setState(work, stage.name, { status: 'waiting', seconds: before, said });
		return note(`${stage.name}: ${said}`);
	}
	note(`${stage.name} …`);
	const ended = await start(stage, work, Math.min(left, stage.minutes * 60_000));
	const seconds = (performance.now() - started) / 1000;
	const status = statusOf(ended, stage);
	await setState(work, stage.name, { status, seconds: before + seconds, said: ended.said });
	note(`${stage.name}: ${status}, ${seconds.toFixed(0)} s${ended.said ? ` (${ended.said})` : ''}`);
}
