import { createRoute, z } from '@hono/zod-openapi';
import { Role, User } from '#lib/api/schemas/accounts';
import { findUser, listUsers, setRole } from '#db/queries/users';
import { requireAdmin } from '../access.ts';
import { ApiError } from '../errors.ts';
import type { Services } from '../services.ts';
import { body, IdParam, newApp, ok } from './context.ts';
import { presentUser } from './me.ts';

const tags = ['Administration'];

const getUsers = createRoute({
	method: 'get',
	path: '/users',
	tags,
	summary: 'Accounts, by part of name or e-mail address',
	request: { query: z.object({ q: z.string().trim().max(200).default('') }) },
	responses: ok(z.object({ users: z.array(User) }), 'At most 200'),
});

const patchUser = createRoute({
	method: 'patch',
	path: '/users/{id}',
	tags,
	summary: 'Change what an account may do',
	request: { params: IdParam, body: body(z.object({ role: Role })) },
	responses: ok(User, 'The account'),
});

export const userRoutes = (services: Services) =>
	newApp()
		.openapi(getUsers, async (c) => {
			requireAdmin(c.var.viewer);
			const users = await listUsers(services.db, c.req.valid('query').q);
			return c.json({ users: users.map(presentUser) }, 200);
		})
		.openapi(patchUser, async (c) => {
			requireAdmin(c.var.viewer);
			const { id } = c.req.valid('param');
			if (!(await findUser(services.db, id))) throw new ApiError('not_found');
			const changed = await setRole(services.db, id, c.req.valid('json').role, services.now());
			if (changed) return c.json(presentUser(changed), 200);
			throw new ApiError('conflict', {
				detail: 'This is the last administrator.',
				remedy: 'Make somebody else an administrator first.',
			});
		});
