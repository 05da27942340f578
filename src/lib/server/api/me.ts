import { createRoute } from '@hono/zod-openapi';
import { Me, MePatch, SetupRequest, User } from '#lib/api/schemas/accounts';
import { isLocale } from '#lib/format/language';
import { countUnread } from '#db/queries/notifications';
import { findUser, hasAdministrator, setLocale } from '#db/queries/users';
import type { UserRow } from '#db/schema/auth';
import { requireUser } from '../access.ts';
import { passkeyHost } from '../auth/plugins.ts';
import { setUp } from '../auth/setup.ts';
import { VERSION } from '../config.ts';
import type { Services } from '../services.ts';
import { body, created, done, newApp, ok } from './context.ts';

export const presentUser = (user: UserRow): User => ({
	id: user.id,
	name: user.name,
	email: user.email,
	role: user.role,
	created_at: user.createdAt.toISOString(),
});

const getMe = createRoute({
	method: 'get',
	path: '/me',
	tags: ['Accounts'],
	summary: 'Who you are',
	responses: ok(Me, 'The reader; `user` is null for someone who is not signed in'),
});

const patchMe = createRoute({
	method: 'patch',
	path: '/me',
	tags: ['Accounts'],
	summary: 'Choose the language of pages and mails',
	request: { body: body(MePatch) },
	responses: done('It is kept'),
});

const postSetup = createRoute({
	method: 'post',
	path: '/setup',
	tags: ['Accounts'],
	summary: 'Make the first administrator, with the one-time token that the server printed',
	request: { body: body(SetupRequest) },
	responses: created(User, 'The administrator, signed in by a session cookie'),
});

export const meRoutes = (services: Services) =>
	newApp()
		.openapi(getMe, async (c) => {
			const { user } = c.var.viewer;
			const answer: Me = {
				user: user && presentUser(user),
				locale: isLocale(user?.locale) ? user.locale : null,
				unread: user ? await countUnread(services.db, user.id) : 0,
				sign_in: {
					oidc: services.config.oidc?.name ?? null,
					passkey_host: passkeyHost(services.config),
				},
				setup_required: !(await hasAdministrator(services.db)),
				version: VERSION,
			};
			return c.json(answer, 200);
		})
		.openapi(patchMe, async (c) => {
			const { user } = requireUser(c.var.viewer, 'submit');
			await setLocale(services.db, user.id, c.req.valid('json').locale);
			return c.body(null, 204);
		})
		.openapi(postSetup, async (c) => {
			const request = c.req.valid('json');
			const { id } = await setUp(services, request);
			const { headers } = await services.auth.api.signInEmail({
				body: { email: request.email, password: request.password },
				returnHeaders: true,
			});
			for (const cookie of headers.getSetCookie()) c.header('set-cookie', cookie, { append: true });
			return c.json(presentUser((await findUser(services.db, id))!), 201);
		});
