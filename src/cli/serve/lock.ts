/** One build at a time: two servers that start together would write into each other's files. */
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';

const LOOK_EVERY_MS = 250;

function isAlive(pid: number): boolean {
	try {
		process.kill(pid, 0);
		return true;
	} catch (error) {
		return (error as NodeJS.ErrnoException).code === 'EPERM';
	}
}

function take(path: string): boolean {
	try {
		writeFileSync(path, String(process.pid), { flag: 'wx' });
		return true;
	} catch (error) {
		if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
		return false;
	}
}

/** Who holds it, or null if that process is gone or the lock was given back meanwhile. */
function holder(path: string): number | null {
	try {
		const pid = Number(readFileSync(path, 'utf8'));
		return pid > 0 && isAlive(pid) ? pid : null;
	} catch {
		return null;
	}
}

/** Runs `work` while holding the lock file; waits for another process that does. */
export async function withLock<T>(path: string, work: () => Promise<T>): Promise<T> {
	mkdirSync(dirname(path), { recursive: true });
	while (!take(path)) {
		await pause(LOOK_EVERY_MS);
		if (holder(path) === null) rmSync(path, { force: true });
	}
	try {
		return await work();
	} finally {
		rmSync(path, { force: true });
	}
}
