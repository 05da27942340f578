/** `holdout backup` and `holdout restore`. */
import { mkdirSync } from 'node:fs';
import { resolve } from 'node:path';
import { VERSION } from '#lib/server/config';
import { readableSize } from '#lib/competition-folder/text';
import { backUp, readManifest, restore } from '#lib/server/move/backup';
import { openEngines } from '#lib/server/move/place';
import { say, sayJson } from '../output.ts';
import { readSettings } from '../settings.ts';
import { copySecret, withBars } from './transfer-shared.ts';

interface Options {
	json?: boolean;
}

/** Where the settings say that the content lies, engines or folder. */
const openInstallation = () => {
	const { engines, dataDir } = readSettings();
	return openEngines(engines!, resolve(dataDir));
};

export async function backup(folder: string, { json = false }: Options): Promise<void> {
	const { engines, dataDir } = readSettings();
	mkdirSync(folder, { recursive: true, mode: 0o700 });
	const manifest = await withBars(json, async (watch) => {
		const source = await openInstallation();
		try {
			const about = { embedded: !engines!.database, version: VERSION, now: Date.now() };
			return await backUp(source, resolve(folder), about, watch);
		} finally {
			await source.close();
		}
	});
	copySecret(resolve(dataDir), resolve(folder));
	if (json) return sayJson({ ok: true, folder: resolve(folder), ...manifest });
	say(
		`Backed up to ${folder}: ${manifest.files} files (${readableSize(manifest.bytes)}). It holds the hidden labels.`,
	);
}

export async function restoreFrom(folder: string, { json = false }: Options): Promise<void> {
	const { dataDir } = readSettings();
	const report = await withBars(json, async (watch) => {
		// Before anything is made at the target.
		const { made } = readManifest(resolve(folder));
		const target = await openInstallation();
		try {
			return { made, ...(await restore(resolve(folder), target, watch)) };
		} finally {
			await target.close();
		}
	});
	copySecret(resolve(folder), resolve(dataDir));
	if (json) return sayJson({ ok: true, ...report });
	say(`Restored the backup of ${report.made} and compared every row and file with it.`);
}
