/** Commits competitions to how they are scored at the instant at which they open. */
import { listUncommitted } from '#db/queries/commitments';
import type { Services } from '../services.ts';
import { commit } from './make.ts';

const LOOK_EVERY_MS = 2000;

export interface Committer {
	start(): Promise<void>;
	/** Commits what has opened, now. */
	drain(): Promise<void>;
	stop(): Promise<void>;
}

export function createCommitter(
	services: Pick<Services, 'db' | 'files' | 'now' | 'log'>,
): Committer {
	let timer: NodeJS.Timeout | null = null;
	let looking: Promise<void> | null = null;

	async function look(): Promise<void> {
		for (const competition of await listUncommitted(services.db, services.now())) {
			try {
				await commit(services, competition, '');
			} catch (error) {
				services.log.error(
					{ competition: competition.id, error: String(error) },
					'a competition could not be committed',
				);
			}
		}
	}
	/** One look at a time. */
	const once = () =>
		(looking ??= look()
			.catch((error) => services.log.error({ error: String(error) }, 'the committer failed'))
			.finally(() => (looking = null)));

	return {
		async start() {
			if (timer) return;
			timer = setInterval(() => void once(), LOOK_EVERY_MS);
			timer.unref();
			await once();
		},
		drain: once,
		async stop() {
			if (timer) clearInterval(timer);
			timer = null;
			await looking;
		},
	};
}
