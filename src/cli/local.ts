/** The local data folder, for commands that work without a server. */
import { openHoldout, type Holdout } from '#lib/server/holdout';
import { ApiError, statusOf } from '#lib/server/errors';
import { createLog } from '#lib/server/log';
import type { Fetch } from '#lib/api/request';
import { fault, refuse } from './outcome.ts';
import { readSettings } from './settings.ts';

/** Opens the data folder, hands it to `work`, and closes it whatever happens. */
export async function withHoldout<T>(work: (holdout: Holdout) => Promise<T>): Promise<T> {
	// A command says itself what went wrong; warnings are for a server's log.
	const log = createLog(process.env.HOLDOUT_LOG || 'error');
	const holdout = await openHoldout({ ...readSettings(), log }).catch((error: Error) => {
		const dataDir = process.env.HOLDOUT_DATA || './data';
		throw fault(`The data folder ${dataDir} cannot be opened: ${error.message}`, {
			remedy: 'Check that it is writable, or name another one in HOLDOUT_DATA.',
		});
	});
	try {
		return await work(holdout);
	} catch (error) {
		if (!(error instanceof ApiError) || statusOf(error.code) >= 500) throw error;
		const { detail, remedy, problems } = error.extras;
		throw refuse(detail ?? error.message, { code: error.code, remedy, problems: problems ?? [] });
	} finally {
		await holdout.close();
	}
}

/** A `fetch` for paths of the API, answered by the local data folder as an anonymous reader. */
export const fetchLocally =
	(holdout: Holdout): Fetch =>
	async (input, init) =>
		holdout.api.request(String(input), init);
