import { z } from '@hono/zod-openapi';
import { Instant } from './common.ts';

export const Notification = z
	.object({
		id: z.string(),
		/** What it is about, such as `result`; more kinds may come. */
		kind: z.string(),
		/** In English. */
		title: z.string(),
		text: z.string().nullable(),
		/** Values of its words. */
		params: z.record(z.string(), z.union([z.string(), z.number(), z.null()])),
		/** Path of the page that it is about. */
		href: z.string(),
		competition: z.object({ slug: z.string(), title: z.string() }).nullable(),
		created_at: Instant,
		read_at: Instant.nullable(),
	})
	.openapi('Notification');

export const NotificationList = z
	.object({
		notifications: z.array(Notification),
		total: z.number().int(),
		unread: z.number().int(),
		page: z.number().int(),
		page_size: z.number().int(),
	})
	.openapi('NotificationList');

/** Sent as `event: unread`: how many notifications wait to be read. */
export const UnreadEvent = z.object({ unread: z.number().int() }).openapi('UnreadEvent');

export const NotificationSetting = z
	.object({ kind: z.string(), site: z.boolean(), mail: z.boolean() })
	.openapi('NotificationSetting');

export const NotificationSettings = z
	.object({
		/** False: this server sends no mail, whatever is set. */
		mail_available: z.boolean(),
		kinds: z.array(NotificationSetting),
	})
	.openapi('NotificationSettings');

export type Notification = z.infer<typeof Notification>;
export type NotificationList = z.infer<typeof NotificationList>;
export type NotificationSetting = z.infer<typeof NotificationSetting>;
export type NotificationSettings = z.infer<typeof NotificationSettings>;
