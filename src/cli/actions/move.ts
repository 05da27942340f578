/** `holdout move`: from the data folder to the engines that the settings name, and back. */
import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { openEngines, openFolder, type Place } from '#lib/server/move/place';
import { transfer } from '#lib/server/move/transfer';
import { wrongUsage } from '../outcome.ts';
import { say, sayJson } from '../output.ts';
import { readableSize } from '#lib/competition-folder/text';
import { readSettings } from '../settings.ts';
import { SECRET, withBars } from './transfer-shared.ts';

interface Options {
	to?: string;
	json?: boolean;
}

/** Files that lie in the same folder before and after are not copied onto themselves. */
function withoutFiles(place: Place): Place {
	return { ...place, files: { ...place.files, list: async function* () {} } };
}

/** Copies everything and compares it. What it was copied from stays as it is. */
export async function move({ to, json = false }: Options): Promise<void> {
	if (to !== 'engines' && to !== 'folder') {
		throw wrongUsage('Say where to: --to engines or --to folder.');
	}
	const { engines, dataDir } = readSettings();
	const { database, storage } = engines!;
	if (!database) {
		throw wrongUsage(
			'HOLDOUT_DATABASE_URL names no database server.',
			'Set the engines as the server will have them; README.md lists the settings.',
		);
	}
	const report = await withBars(json, async (watch) => {
		const folder = await openFolder(resolve(dataDir));
		try {
			const far = await openEngines(engines!, resolve(dataDir));
			const [from, target] = to === 'engines' ? [folder, far] : [far, folder];
			try {
				return await transfer(storage ? from : withoutFiles(from), target, watch);
			} finally {
				await far.close();
			}
		} finally {
			await folder.close();
		}
	});
	const rows = Object.values(report.tables).reduce((sum, table) => sum + table.rows, 0);
	if (json) return sayJson({ ok: true, to, rows, ...report });
	say(
		`Moved ${rows} rows and ${report.files} files (${readableSize(report.bytes)}) and compared all of them.`,
	);
	if (to === 'engines' && existsSync(join(dataDir, SECRET))) {
		say(`People stay signed in with HOLDOUT_SECRET="$(cat ${join(dataDir, SECRET)})".`);
	}
}
