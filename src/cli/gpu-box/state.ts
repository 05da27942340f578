/** What became of each stage, kept between calls. */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { writeAtomically } from '#baselines/training/write-atomically';

export interface StageState {
	/**
	 * `missing`: the machine lacks what the stage needs. `unfinished`: time was up, and the next call goes
	 * on. `waiting`: time was up before it began.
	 */
	status: 'done' | 'failed' | 'missing' | 'unfinished' | 'waiting';
	/** Of all calls together. */
	seconds: number;
	/** The last line that it said. */
	said: string;
}

export type State = Record<string, StageState>;

const pathOf = (work: string) => join(work, 'state.json');

export async function readState(work: string): Promise<State> {
	const text = await readFile(pathOf(work), 'utf8').catch(() => '{}');
	return JSON.parse(text) as State;
}

export async function setState(work: string, name: string, state: StageState): Promise<void> {
	const all = { ...(await readState(work)), [name]: state };
	await writeAtomically(pathOf(work), JSON.stringify(all, null, '\t'));
}
