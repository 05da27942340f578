import { randomUUID } from 'node:crypto';
import { compress } from 'hono/compress';
import { HTTPException } from 'hono/http-exception';
import type { MiddlewareHandler } from 'hono';
import { User } from '#lib/api/schemas/accounts';
import { isUnreachable } from '#db/engines/remote.server';
import { OwnGrade } from '#lib/api/schemas/grades';
import { ClassRules, StudentSelf } from '#lib/api/schemas/classes';
import { Attempts, PendingImages } from '#lib/api/schemas/competitions';
import { SolutionChange } from '#lib/api/schemas/rescoring';
import { Evaluation } from '#lib/api/schemas/submissions';
import { identify } from '../auth/viewer.ts';
import { VERSION } from '../config.ts';
import { ApiError, problemResponse, type ErrorCode } from '../errors.ts';
import type { Services } from '../services.ts';
import { authRoutes } from './auth.ts';
import { baselineCardFileRoutes } from './baseline-card-files.ts';
import { baselineCardRoutes } from './baseline-cards.ts';
import { baselineRoutes } from './baselines.ts';
import { announcementRoutes } from './announcements.ts';
import { auditRoutes } from './audit.ts';
import { classRoutes } from './classes.ts';
import { cloneRoutes } from './clone.ts';
import { compareRoutes } from './compare.ts';
import { commitmentRoutes } from './commitments.ts';
import { competitionRoutes } from './competitions.ts';
import { newApp, type Env } from './context.ts';
import { docsRoutes } from './docs.ts';
import { figureRoutes } from './figures.ts';
import { fileRoutes } from './files.ts';
import { finalRoutes } from './finals.ts';
import { gradeSchemeRoutes } from './grade-scheme.ts';
import { gradeRoutes } from './grades.ts';
import { integrityRoutes } from './integrity.ts';
import { joiningRoutes } from './joining.ts';
import { leaderboardRoutes } from './leaderboard.ts';
import { meRoutes } from './me.ts';
import { ownAccountRoutes } from './own-account.ts';
import { metricRoutes } from './metrics.ts';
import { moderationRoutes } from './moderation.ts';
import { notificationRoutes } from './notifications.ts';
import { pageRoutes } from './pages.ts';
import { publishRoutes } from './publish.ts';
import { replicaReads } from './replica-reads.ts';
import { rescoringRoutes } from './rescoring.ts';
import { revealRoutes } from './reveal.ts';
import { shakeUpRoutes } from './shake-up.ts';
import { staffRoutes } from './staff.ts';
import { submissionRoutes } from './submissions.ts';
import { teamRoutes } from './teams.ts';
import { tokenRoutes } from './tokens.ts';
import { transferRoutes } from './transfer.ts';
import { discardRest, readBody } from './upload-body.ts';
import { unsubscribeRoutes } from './unsubscribe.ts';
import { userRoutes } from './users.ts';
import { wholeRoutes } from './whole.ts';

const MAX_JSON = 1_000_000;

/** An answer of the API is data: nothing in it may run, be framed or be guessed to be something else. */
const HEADERS = {
	'x-content-type-options': 'nosniff',
	'x-frame-options': 'DENY',
	'referrer-policy': 'no-referrer',
	'cross-origin-resource-policy': 'same-origin',
	'content-security-policy': "default-src 'none'; frame-ancestors 'none'; sandbox",
};

const secure: MiddlewareHandler<Env> = async (c, next) => {
	await next();
	for (const [name, value] of Object.entries(HEADERS)) {
		if (!c.res.headers.has(name)) c.res.headers.set(name, value);
	}
	if (!c.res.headers.has('cache-control')) c.res.headers.set('cache-control', 'no-store');
};

/** Ids and times only: no names, addresses or query texts. */
const logged =
	({ log }: Services): MiddlewareHandler<Env> =>
	async (c, next) => {
		const begun = performance.now();
		await next();
		const ms = Math.round((performance.now() - begun) * 10) / 10;
		log.info({ method: c.req.method, path: c.req.path, status: c.res.status, ms }, 'request');
	};

const identified =
	(services: Services): MiddlewareHandler<Env> =>
	async (c, next) => {
		const { viewer, setCookies } = await identify(services, c.req.raw);
		c.set('viewer', viewer);
		await next();
		for (const cookie of setCookies) c.res.headers.append('set-cookie', cookie);
	};

/** JSON is read here, up to a cap, so that a cut connection is a refusal like any other. */
const smallJson: MiddlewareHandler<Env> = async (c, next) => {
	const { raw } = c.req;
	if (raw.body && c.req.header('content-type')?.includes('json')) {
		const body = await readBody(raw, MAX_JSON);
		c.req.raw = new Request(raw.url, { method: raw.method, headers: raw.headers, body });
	}
	await next();
};

const document = (url: string) => ({
	openapi: '3.1.0',
	info: {
		title: 'Holdout',
		version: VERSION,
		description:
			'Errors are RFC 9457 problem documents with a stable `code`. Authorise with a personal ' +
			'token (`Authorization: Bearer holdout_…`) or the session cookie.',
	},
	security: [{ token: [] }, {}] as Record<string, string[]>[],
	servers: [{ url }],
});

const HTTP_CODES: Record<number, ErrorCode> = {
	400: 'invalid_request',
	404: 'not_found',
	413: 'file_too_large',
	415: 'unsupported_media_type',
};

function onError(services: Services, error: Error): Response {
	if (error instanceof ApiError) return problemResponse(error.code, error.extras);
	const code = error instanceof HTTPException ? HTTP_CODES[error.status] : undefined;
	if (code) return problemResponse(code, { detail: error.message });
	if (services.config.engines.database && isUnreachable(error)) {
		services.log.warn({ error: String(error) }, 'the database cannot be reached');
		return problemResponse('unavailable', {
			remedy: 'Try again in a moment.',
			headers: { 'retry-after': '5' },
		});
	}
	const errorId = randomUUID();
	services.log.error(
		{ error_id: errorId, error: error.stack ?? String(error) },
		'unexpected error',
	);
	return problemResponse(
		'internal',
		{ remedy: 'Tell the administrator this id; the log says more.' },
		errorId,
	);
}

function versionOne(services: Services) {
	const app = newApp();
	app.openAPIRegistry.registerComponent('securitySchemes', 'token', {
		type: 'http',
		scheme: 'bearer',
	});
	// Named before they are used: the first use may be a nullable one, and would make them so.
	for (const [name, schema] of Object.entries({
		User,
		Attempts,
		ClassRules,
		OwnGrade,
		StudentSelf,
		Evaluation,
		PendingImages,
		SolutionChange,
	})) {
		app.openAPIRegistry.register(name, schema);
	}
	app.get('/healthz', (c) => c.json({ ok: true, version: VERSION }));
	app.doc31('/openapi.json', document('/api/v1'));
	app.use('*', identified(services), replicaReads(services), smallJson);
	for (const routes of [
		meRoutes,
		ownAccountRoutes,
		tokenRoutes,
		userRoutes,
		wholeRoutes,
		transferRoutes,
		competitionRoutes,
		fileRoutes,
		submissionRoutes,
		figureRoutes,
		compareRoutes,
		baselineRoutes,
		baselineCardRoutes,
		baselineCardFileRoutes,
		metricRoutes,
		leaderboardRoutes,
		moderationRoutes,
		joiningRoutes,
		classRoutes,
		gradeSchemeRoutes,
		gradeRoutes,
		integrityRoutes,
		cloneRoutes,
		teamRoutes,
		publishRoutes,
		revealRoutes,
		rescoringRoutes,
		commitmentRoutes,
		shakeUpRoutes,
		finalRoutes,
		staffRoutes,
		pageRoutes,
		announcementRoutes,
		notificationRoutes,
		unsubscribeRoutes,
		auditRoutes,
	]) {
		app.route('/', routes(services) as ReturnType<typeof newApp>);
	}
	return app;
}

/** The whole API as one fetch function, without a listener of its own. */
export function createApi(services: Services) {
	const app = newApp();
	app.use('*', logged(services), secure);
	app.use('/api/v1/*', compress());
	app.use('/api/auth/*', replicaReads(services));
	app.route('/api/auth', authRoutes(services));
	app.route('/api/docs', docsRoutes());
	app.route('/api/v1', versionOne(services));
	app.notFound(() => problemResponse('not_found', { detail: 'There is nothing at this address.' }));
	app.onError((error, c) => {
		void discardRest(c.req.raw);
		return onError(services, error);
	});
	return app;
}
