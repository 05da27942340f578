import { createRoute, z } from '@hono/zod-openapi';
import { ApiToken, CreatedToken, CreateTokenRequest } from '#lib/api/schemas/accounts';
import { requireSession } from '../access.ts';
import { createToken, listTokens, revokeToken } from '../auth/tokens.ts';
import type { Services } from '../services.ts';
import { body, created, done, IdParam, newApp, ok } from './context.ts';

const tags = ['Tokens'];

const getTokens = createRoute({
	method: 'get',
	path: '/tokens',
	tags,
	summary: 'Your personal tokens',
	responses: ok(
		z.object({ tokens: z.array(ApiToken) }),
		'Newest first, without the tokens themselves',
	),
});

const postToken = createRoute({
	method: 'post',
	path: '/tokens',
	tags,
	summary: 'Make a token; it is shown once',
	request: { body: body(CreateTokenRequest) },
	responses: created(CreatedToken, 'The token'),
});

const removeToken = createRoute({
	method: 'delete',
	path: '/tokens/{id}',
	tags,
	summary: 'Revoke a token, at once',
	request: { params: IdParam },
	responses: done('Revoked'),
});

export const tokenRoutes = (services: Services) =>
	newApp()
		.openapi(getTokens, async (c) => {
			const { user } = requireSession(c.var.viewer);
			return c.json({ tokens: await listTokens(services, user.id) }, 200);
		})
		.openapi(postToken, async (c) => {
			const { user } = requireSession(c.var.viewer);
			return c.json(await createToken(services, user.id, c.req.valid('json')), 201);
		})
		.openapi(removeToken, async (c) => {
			const { user } = requireSession(c.var.viewer);
			await revokeToken(services, user.id, c.req.valid('param').id);
			return c.body(null, 204);
		});
