/** What someone is told: the bell, its list, and which kinds go where. */
import { createRoute, z } from '@hono/zod-openapi';
import * as numbers from '#lib/format/numbers';
import { isKind, KIND_NAMES, KINDS, wordsOf, type Writer } from '#lib/notifications/kinds';
import {
	NotificationList,
	NotificationSetting,
	NotificationSettings,
	UnreadEvent,
	type Notification,
} from '#lib/api/schemas/notifications';
import {
	countNotifications,
	countUnread,
	listNotifications,
	listNotificationSettings,
	markRead,
	setNotificationSetting,
	type NotificationView,
} from '#db/queries/notifications';
import { requireUser } from '../access.ts';
import { ApiError } from '../errors.ts';
import { userTopic } from '../events.ts';
import type { Services } from '../services.ts';
import { body, newApp, ok, sends } from './context.ts';
import { eventStream, sendStream } from './sse.ts';

const tags = ['Notifications'];
const PAGE_SIZE = 30;

const list = createRoute({
	method: 'get',
	path: '/me/notifications',
	tags,
	summary: 'What you were told, newest first',
	request: { query: z.object({ page: z.coerce.number().int().min(1).max(10_000).default(1) }) },
	responses: ok(NotificationList, 'Kept for half a year'),
});

const read = createRoute({
	method: 'post',
	path: '/me/notifications/read',
	tags,
	summary: 'Mark notifications as read: those named, or all',
	request: { body: body(z.object({ ids: z.array(z.string()).max(1000).nullable() })) },
	responses: ok(UnreadEvent, 'What is left'),
});

const events = createRoute({
	method: 'get',
	path: '/me/notifications/events',
	tags,
	summary: 'How many wait to be read, at once and whenever that changes (server-sent events)',
	description: 'Event `unread` with an UnreadEvent.',
	responses: sends('text/event-stream', 'The stream'),
});

const settings = createRoute({
	method: 'get',
	path: '/me/notification-settings',
	tags,
	summary: 'Which kinds you are told, and where',
	responses: ok(NotificationSettings, 'Every kind'),
});

const change = createRoute({
	method: 'put',
	path: '/me/notification-settings',
	tags,
	summary: 'Switch a kind on or off, on the site and by mail',
	request: { body: body(NotificationSetting) },
	responses: ok(NotificationSettings, 'Every kind'),
});

/** The API speaks English; pages make the words anew in their language. */
const ENGLISH: Writer = {
	locale: 'en',
	instant: (iso) => iso,
	score: (value, decimals) => numbers.fixed(value, decimals, 'en-GB'),
};

function present(row: NotificationView): Notification {
	const words = wordsOf(row.kind, row.competition?.title ?? '', row.params, ENGLISH);
	return {
		...{ id: row.id, kind: row.kind, params: row.params, href: row.href },
		...{ title: words?.title ?? row.kind, text: words?.text ?? null },
		competition: row.competition,
		created_at: new Date(row.createdAt).toISOString(),
		read_at: row.readAt === null ? null : new Date(row.readAt).toISOString(),
	};
}

export function notificationRoutes(services: Services) {
	const { db, now } = services;

	async function presentSettings(userId: string): Promise<NotificationSettings> {
		const set = new Map((await listNotificationSettings(db, userId)).map((row) => [row.kind, row]));
		return {
			mail_available: services.config.mail !== null,
			kinds: KIND_NAMES.map((kind) => {
				const { site, mail } = set.get(kind) ?? KINDS[kind].byDefault;
				return { kind, site, mail };
			}),
		};
	}

	const app = newApp();
	app.openapi(list, async (c) => {
		const { user } = requireUser(c.var.viewer);
		const { page } = c.req.valid('query');
		const at = { limit: PAGE_SIZE, offset: (page - 1) * PAGE_SIZE };
		const rows = await listNotifications(db, user.id, at);
		const counts = {
			total: await countNotifications(db, user.id),
			unread: await countUnread(db, user.id),
		};
		return c.json({ notifications: rows.map(present), ...counts, page, page_size: PAGE_SIZE }, 200);
	});
	app.openapi(read, async (c) => {
		const { user } = requireUser(c.var.viewer, 'submit');
		await markRead(db, user.id, c.req.valid('json').ids, now());
		services.events.changed(userTopic(user.id));
		return c.json({ unread: await countUnread(db, user.id) }, 200);
	});
	app.openapi(events, (c) => {
		const { user } = requireUser(c.var.viewer);
		let last = -1;
		const stream = eventStream(services, {
			topic: userTopic(user.id),
			pollMs: 10_000,
			retryMs: 5000,
			async look(send) {
				const unread = await countUnread(db, user.id);
				if (unread !== last) send('unread', { unread });
				last = unread;
			},
		});
		return sendStream(stream);
	});
	app.openapi(settings, async (c) => {
		const { user } = requireUser(c.var.viewer);
		return c.json(await presentSettings(user.id), 200);
	});
	app.openapi(change, async (c) => {
		const { user } = requireUser(c.var.viewer, 'submit');
		const setting = c.req.valid('json');
		if (!isKind(setting.kind)) {
			throw new ApiError('invalid_request', {
				detail: `There is no kind "${setting.kind}".`,
				remedy: `It is one of ${KIND_NAMES.join(', ')}.`,
			});
		}
		await setNotificationSetting(db, user.id, setting);
		return c.json(await presentSettings(user.id), 200);
	});
	return app;
}
