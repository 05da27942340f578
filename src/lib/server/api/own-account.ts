/** One's own account: ways to sign in, everything that is kept of it, its removal. */
import { createRoute } from '@hono/zod-openapi';
import { DeleteAccountRequest, SignInMethods } from '#lib/api/schemas/accounts';
import {
	deleteAccount,
	findPasswordHash,
	listOwnedAlone,
	readAccountData,
} from '#db/queries/own-account';
import { listTokensOf } from '#db/queries/tokens';
import { requireSession } from '../access.ts';
import { OIDC } from '../auth/plugins.ts';
import { csvFile } from '../csv.ts';
import { ApiError } from '../errors.ts';
import type { Services } from '../services.ts';
import { body, done, newApp, ok, sends } from './context.ts';
import { attachment } from './download.ts';
import { presentUser } from './me.ts';
import { nameInZip, zipOfSubmissions } from './submissions-zip.ts';

const tags = ['Accounts'];

const getMethods = createRoute({
	method: 'get',
	path: '/me/sign-in-methods',
	tags,
	summary: 'How you can sign in',
	responses: ok(SignInMethods, 'Password, second factor, passkeys, OpenID Connect'),
});

const getExport = createRoute({
	method: 'get',
	path: '/me/export',
	tags,
	summary: 'Everything that is kept of your account, with the files that you sent in',
	responses: sends('application/zip', 'account.json, submissions.csv and the files'),
});

const deleteMe = createRoute({
	method: 'delete',
	path: '/me',
	tags,
	summary: 'Remove your account; scored files stay on their boards under nobody’s name',
	request: { body: body(DeleteAccountRequest) },
	responses: done('Removed, with its sessions, tokens and memberships'),
});

const FORMER = 'Former participant';
const iso = (at: Date | number | null): string | null =>
	at === null ? null : new Date(at).toISOString();

export function ownAccountRoutes(services: Services) {
	const { db } = services;
	const app = newApp();
	app.openapi(getMethods, async (c) => {
		const { user } = requireSession(c.var.viewer);
		const { accounts, passkeys } = await readAccountData(db, user.id);
		const linked = accounts.find(({ provider }) => provider === OIDC);
		const methods: SignInMethods = {
			password: (await findPasswordHash(db, user.id)) !== null,
			second_factor: user.twoFactorEnabled,
			oidc: linked !== undefined,
			oidc_account: linked?.id ?? null,
			passkeys: passkeys.map(({ id, name, since }) => ({ id, name, created_at: iso(since) })),
		};
		return c.json(methods, 200);
	});
	app.openapi(getExport, async (c) => {
		const { user } = requireSession(c.var.viewer);
		const data = await readAccountData(db, user.id);
		const tokens = await listTokensOf(db, user.id);
		const about = {
			account: presentUser(user),
			sign_in: data.accounts.map(({ provider, since }) => ({ provider, since: iso(since) })),
			passkeys: data.passkeys.map(({ name, since }) => ({ name, since: iso(since) })),
			tokens: tokens.map(({ name, createdAt, expiresAt }) => ({
				name,
				created_at: iso(createdAt),
				expires_at: iso(expiresAt),
			})),
			teams: data.memberships.map((one) => ({ ...one, joined: iso(one.joined) })),
		};
		// Files lie in a folder for each competition.
		const files = data.submissions.map(({ row, team, competition }) => ({
			row,
			team: { ...team, name: competition },
		}));
		const table = csvFile([
			['id', 'competition', 'team', 'sent_at', 'status', 'file', 'sha256', 'path'],
			...data.submissions.map(({ row, team, competition }, i) => [
				...[row.id, competition, team.name, iso(row.createdAt), row.status, row.fileName],
				...[row.sha256, nameInZip(files[i]!)],
			]),
		]);
		const texts = {
			'account.json': `${JSON.stringify(about, null, '\t')}\n`,
			'submissions.csv': table,
		};
		return new Response(zipOfSubmissions(services.files, files, texts), {
			headers: {
				'content-type': 'application/zip',
				'content-disposition': attachment('holdout-account.zip'),
				'cache-control': 'no-store, no-transform',
			},
		}) as never;
	});
	app.openapi(deleteMe, async (c) => {
		const { user } = requireSession(c.var.viewer);
		const { email, password } = c.req.valid('json');
		if (email.trim().toLowerCase() !== user.email) {
			throw new ApiError('invalid_request', {
				detail: 'The address is not that of this account.',
				remedy: 'Type the e-mail address of the account that you are signed in with.',
			});
		}
		const hash = await findPasswordHash(db, user.id);
		const { password: hashing } = await services.auth.$context;
		if (hash && !(password && (await hashing.verify({ hash, password }))))
			throw new ApiError('wrong_password');
		if (!(await deleteAccount(db, user.id, FORMER))) throw await whyNot(user.id);
		return c.body(null, 204);
	});

	async function whyNot(userId: string): Promise<ApiError> {
		const owned = await listOwnedAlone(db, userId);
		if (owned.length)
			return new ApiError('conflict', {
				detail: `You are the only owner of ${owned.map(({ slug }) => slug).join(', ')}.`,
				remedy: 'Make another organiser an owner first.',
			});
		return new ApiError('conflict', {
			detail: 'This is the last administrator.',
			remedy: 'Make somebody else an administrator first.',
		});
	}
	return app;
}
