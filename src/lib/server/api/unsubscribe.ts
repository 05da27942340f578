/** The links in mails. No session: whoever has the signed link may switch off that one kind. */
import { createRoute, z } from '@hono/zod-openapi';
import { isKind, KINDS } from '#lib/notifications/kinds';
import { listNotificationSettings, setNotificationSetting } from '#db/queries/notifications';
import { findUser } from '#db/queries/users';
import { ApiError } from '../errors.ts';
import type { Services } from '../services.ts';
import { newApp, ok } from './context.ts';

const Answer = z.object({ kind: z.string(), mail: z.boolean() });
const query = z.object({ token: z.string().min(1).max(300) });

const look = createRoute({
	method: 'get',
	path: '/unsubscribe',
	tags: ['Notifications'],
	summary: 'What a link of a mail would switch off',
	request: { query },
	responses: ok(Answer, 'The kind, and whether it is mailed at present'),
});

const post = createRoute({
	method: 'post',
	path: '/unsubscribe',
	tags: ['Notifications'],
	summary: 'Switch a kind of mail off by the signed link of a mail (RFC 8058)',
	request: { query },
	responses: ok(Answer, 'It is off'),
});

export function unsubscribeRoutes({ db, unsubscribing }: Services) {
	async function found(token: string) {
		const what = unsubscribing.read(token);
		if (!what || !isKind(what.kind) || !(await findUser(db, what.userId))) {
			throw new ApiError('not_found', {
				detail: 'This link is not one of ours, or its account is gone.',
				remedy: 'Sign in and change what you are told on the account page.',
			});
		}
		const { userId, kind } = what;
		const set = (await listNotificationSettings(db, userId)).find((row) => row.kind === kind);
		return { userId, kind, now: set ?? KINDS[kind].byDefault };
	}
	return newApp()
		.openapi(look, async (c) => {
			const { kind, now } = await found(c.req.valid('query').token);
			return c.json({ kind, mail: now.mail }, 200);
		})
		.openapi(post, async (c) => {
			const { userId, kind, now } = await found(c.req.valid('query').token);
			await setNotificationSetting(db, userId, { kind, site: now.site, mail: false });
			return c.json({ kind, mail: false }, 200);
		});
}
