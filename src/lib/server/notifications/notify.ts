import type { KindParams, NotificationKind } from '#lib/notifications/kinds';
import { KINDS } from '#lib/notifications/kinds';
import { insertNotifications, type Recipients } from '#db/queries/notifications';
import { userTopic } from '../events.ts';
import type { Services } from '../services.ts';

export interface Notice<K extends NotificationKind> {
	kind: K;
	/** What happened, such as the id of the submission: nobody is told of the same event twice. */
	about: string;
	to: Recipients;
	competitionId: string | null;
	params: KindParams[K];
	/** Path of the page that it is about, such as `/submissions/…`. */
	href: string;
}

/**
 * Tells people something: on the site, and by mail where they want it. Both are rows written before
 * this returns; a mail leaves later and holds nothing up. Safe to call again for the same event.
 */
export async function notify<K extends NotificationKind>(
	{ db, events, now }: Pick<Services, 'db' | 'events' | 'now'>,
	{ kind, about, params, ...rest }: Notice<K>,
): Promise<void> {
	const told = await insertNotifications(db, {
		...rest,
		kind,
		params,
		event: `${kind}:${about}`,
		byDefault: KINDS[kind].byDefault,
		now: now(),
	});
	for (const id of told) events.changed(userTopic(id));
}

/** As `notify`, after the fact: what happened stands, even if nobody could be told. */
export async function notifyOf<K extends NotificationKind>(
	services: Pick<Services, 'db' | 'events' | 'now' | 'log'>,
	notice: Notice<K>,
): Promise<void> {
	await notify(services, notice).catch((error) =>
		services.log.error({ kind: notice.kind, error: String(error) }, 'nobody could be told'),
	);
}
