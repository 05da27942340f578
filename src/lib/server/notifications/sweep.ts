/** What nobody does: announcements whose time has come, and competitions that close within a day. */
import { listAnnouncementsToTell } from '#db/queries/announcements';
import { listClosingBetween } from '#db/queries/competitions';
import { dropNotificationsBefore, setTold, wasTold } from '#db/queries/notifications';
import { dropOldMail } from '#db/queries/outbox';
import type { Services } from '../services.ts';
import { notify } from './notify.ts';

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
/** A server that was off for longer does not tell old news. */
const NEWS_MS = 2 * DAY_MS;
const KEEP_MS = 180 * DAY_MS;

type Needs = Pick<Services, 'db' | 'events' | 'now' | 'log'>;

/** Once for everyone who takes part at that moment; who joins later is not told. */
async function once(services: Needs, event: string, tell: () => Promise<void>): Promise<void> {
	if (await wasTold(services.db, event)) return;
	await tell();
	await setTold(services.db, event, services.now());
}

async function tellAnnouncements(services: Needs): Promise<void> {
	const { db, now } = services;
	for (const row of await listAnnouncementsToTell(db, now() - NEWS_MS, now())) {
		await once(services, `announcement:${row.id}`, () =>
			notify(services, {
				kind: 'announcement',
				about: row.id,
				to: { competition: row.competitionId },
				competitionId: row.competitionId,
				params: { title: row.title },
				href: `/competitions/${row.slug}`,
			}),
		);
	}
}

async function tellClosing(services: Needs): Promise<void> {
	const { db, now } = services;
	for (const { id, slug, closesAt } of await listClosingBetween(db, now(), now() + DAY_MS)) {
		const about = `${id}:${closesAt}`;
		await once(services, `closes_tomorrow:${about}`, () =>
			notify(services, {
				kind: 'closes_tomorrow',
				about,
				to: { competition: id },
				competitionId: id,
				params: { at: new Date(closesAt!).toISOString() },
				href: `/competitions/${slug}/submissions`,
			}),
		);
	}
}

/** Looks once. */
export async function sweep(services: Needs): Promise<void> {
	await tellAnnouncements(services);
	await tellClosing(services);
	await dropNotificationsBefore(services.db, services.now() - KEEP_MS);
	await dropOldMail(services.db, services.now());
}
