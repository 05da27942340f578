/** What `move`, `backup` and `restore` share. */
import { existsSync, copyFileSync, chmodSync } from 'node:fs';
import { join } from 'node:path';
import { DamagedFileError } from '#lib/server/move/files';
import { TransferError, type Watcher } from '#lib/server/move/transfer';
import { CommandFailure, fault, refuse } from '../outcome.ts';
import { startProgress } from '../progress.ts';

const STEPS: Record<Parameters<Watcher>[0], string> = {
	tables: 'Tables',
	files: 'Files',
	comparison: 'Comparing',
};

/** Shows one bar after the other, and turns what can go wrong into refusals. */
export async function withBars<T>(
	quiet: boolean,
	work: (watch: Watcher) => Promise<T>,
): Promise<T> {
	let step: string | null = null;
	let bar = startProgress('', true);
	const watch: Watcher = (name, share) => {
		if (name !== step) {
			bar.stop();
			bar = startProgress(STEPS[name], quiet);
			step = name;
		}
		bar.update(share);
	};
	try {
		return await work(watch);
	} catch (error) {
		if (error instanceof CommandFailure) throw error;
		if (error instanceof TransferError) {
			throw refuse(error.message, { code: error.code, remedy: error.remedy });
		}
		if (error instanceof DamagedFileError) {
			throw refuse(error.message, {
				code: 'damaged_file',
				remedy: 'Bring the file back from a backup, then start again: it goes on from there.',
			});
		}
		throw fault(`It stopped: ${(error as Error).message}`, {
			remedy: 'Start the same command again: it goes on from there.',
		});
	} finally {
		bar.stop();
	}
}

/** Signs sessions: with it people stay signed in. */
export const SECRET = 'secret';

/** Copies the kept secret, where there is one and none at the target. */
export function copySecret(from: string, to: string): void {
	const [source, target] = [join(from, SECRET), join(to, SECRET)];
	if (!existsSync(source) || existsSync(target)) return;
	copyFileSync(source, target);
	chmodSync(target, 0o600);
}
