import { randomBytes } from 'node:crypto';
import { linkSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const readIfThere = (path: string): string | null => {
	try {
		return readFileSync(path, 'utf8').trim() || null;
	} catch (error) {
		if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
		throw error;
	}
};

/**
 * A random value that is made once and kept in a file only the owner can read. Two processes that
 * start together end up with the same one: linking fails for the slower, which then reads.
 */
export function keptSecret(dataDir: string, name: string): string {
	const path = join(dataDir, name);
	const kept = readIfThere(path);
	if (kept) return kept;
	const draft = join(dataDir, `.${name}.${process.pid}.${randomBytes(4).toString('hex')}`);
	writeFileSync(draft, `${randomBytes(32).toString('base64url')}\n`, { mode: 0o600, flush: true });
	try {
		linkSync(draft, path);
	} catch (error) {
		if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
	} finally {
		rmSync(draft, { force: true });
	}
	return readIfThere(path)!;
}

/** The set-up token lies in the data folder until it was used. */
export const SETUP_TOKEN = 'setup-token';

export const readSetupToken = (dataDir: string) => readIfThere(join(dataDir, SETUP_TOKEN));

export const removeSetupToken = (dataDir: string) =>
	rmSync(join(dataDir, SETUP_TOKEN), { force: true });
