/** The steps of a start that concern the data folder. */
import { existsSync } from 'node:fs';
import { seedDemo, settleDemo } from '#lib/server/demo/index';
import { openHoldout, type Holdout } from '#lib/server/holdout';
import { shareHoldout } from '#lib/server/shared';
import { plural } from '#scorer/csv/text';
import { fault } from '../outcome.ts';
import { readServerSettings } from '../settings.ts';
import { built } from './root.ts';
import type { Step } from './steps.ts';

/** @param dataDir null where the database is a server's */
function cannotOpen(error: Error, dataDir: string | null): Error {
	if (dataDir === null) {
		return fault(`The installation cannot be opened: ${error.message}`, {
			remedy:
				'Check that the addresses in the HOLDOUT_ and AWS_ settings can be reached from here.',
		});
	}
	const damaged = /SQLITE_(CORRUPT|NOTADB)|malformed|not a database/.test(String(error));
	return fault(`The data folder ${dataDir} cannot be opened: ${error.message}`, {
		...(damaged
			? {
					code: 'database_damaged',
					remedy:
						'The database file is damaged. Keep it, name a new folder in HOLDOUT_DATA, and bring the last backup into it: holdout restore <backup>',
				}
			: {}),
	});
}

/** Opens and migrates the data folder; the site will use the same one. */
export async function openData(
	root: string,
	dataDir: string,
	dev: boolean,
	step: Step,
): Promise<Holdout> {
	const { worker } = built(root);
	const workerFile = !dev && existsSync(worker) ? { workerFile: worker } : {};
	let holdout!: Holdout;
	await step('Database', async () => {
		const options = { ...readServerSettings(), ...workerFile, dataDir };
		holdout = await openHoldout(options).catch((error: Error) => {
			throw cannotOpen(error, options.engines?.database ? null : dataDir);
		});
		shareHoldout(holdout);
		return 'ready';
	});
	return holdout;
}

/** Makes what is missing of the demo, and has it scored; from then on everything is scored. */
export async function prepareDemo(holdout: Holdout, step: Step): Promise<void> {
	let unsettled: string[] = [];
	await step('Demo', async () => {
		// From here on a thread scores what is there while the rest of the demo is being made.
		await holdout.lifecycle.start();
		// Several processes may start at once on a shared database: there it is made when asked for.
		const wanted = process.env.HOLDOUT_DEMO || (holdout.config.engines.database ? '0' : '1');
		if (wanted === '0') return 'left out';
		unsettled = await seedDemo(holdout);
		return unsettled.length ? `${plural(unsettled.length, 'competition')} made` : 'nothing to do';
	});
	await step('Scoring', async () => {
		if (!unsettled.length) return 'ready';
		await holdout.lifecycle.drain();
		return `${plural(await settleDemo(holdout, unsettled), 'submission')} scored`;
	});
}
