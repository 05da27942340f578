/**
 * Until the close nothing of the private split reaches anyone but organisers: not by any address of
 * the API, not by events, not by the log. The addresses come from the OpenAPI document, so that a new
 * one is covered the day it is made.
 */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Leaderboard } from '#lib/api/schemas/leaderboard';
import type { Submission } from '#lib/api/schemas/submissions';
import { evaluations } from '#db/schema/evaluations';
import { castOf, SLUG, type Actor, type Cast } from './cast.ts';
import { predictions } from './small.ts';
import { call, openWorld, submit, type World } from './world.ts';

const CLOSES = Date.UTC(2026, 5, 1);
const OUTSIDERS: Actor[] = [
	...(['anonymous', 'stranger', 'participant', 'owner', 'otherOrganiser'] as const),
	...(['ownerRead', 'ownerSubmit', 'organiserRead', 'adminRead'] as const),
];

let world: World;
let cast: Cast;
let clock = CLOSES - 86_400_000;
let ids: string[];
/** Numbers that only the private reports hold, as they would be written. */
let canaries: string[];
/** Names of the files that paired tests read. */
let evidence: string[];

/** Every number of some length in a value. */
const numbersIn = (value: unknown): string[] =>
	[...JSON.stringify(value).matchAll(/\d\.\d{6,}/g)].map(([text]) => text);

async function detail(actor: Actor, id: string) {
	return call<Submission>(world.holdout, cast.actors[actor], `/submissions/${id}`);
}

/** Comparisons of everything with everything, by address. */
const comparisons = () =>
	ids.flatMap((a) => ids.map((b) => `/competitions/${SLUG}/compare?a=${a}&b=${b}`));

/** Numbers of the public split and of the others, in all that an organiser can ask for. */
async function organisersSee(): Promise<{ open: Set<string>; hidden: string[] }> {
	const open = new Set<string>();
	const hidden: string[] = [];
	const add = (splits: Record<string, unknown> | undefined) => {
		const { public: shown, ...rest } = splits ?? {};
		for (const number of numbersIn(shown ?? {})) open.add(number);
		hidden.push(...numbersIn(rest));
	};
	for (const id of ids) {
		const { body } = await detail('organiser', id);
		hidden.push(...numbersIn(body.private_score ?? null));
		add(body.evaluation?.splits);
	}
	const more = [...ids.map((id) => `/submissions/${id}/intervals`), ...comparisons()];
	for (const path of more) {
		const { body } = await call(world.holdout, cast.actors.organiser, path);
		add(body.splits as Record<string, unknown> | undefined);
	}
	return { open, hidden };
}

beforeAll(async () => {
	world = await openWorld({ now: () => clock });
	cast = await castOf(world.holdout, `closes: ${new Date(CLOSES).toISOString()}\n`);
	const { actors } = cast;
	const send = async (actor: Actor, csv: string, query?: string) =>
		(await submit(world.holdout, actors[actor], SLUG, csv, query)).body.id;
	ids = [
		cast.submission,
		await send('owner', predictions(0.45, { hidden: 0.13 })),
		await send('participant', predictions(0.35, { hidden: 0.21 })),
		await send('participant', predictions(0.25, { hidden: 0.39 })),
		await send('organiser', predictions(0.31, { hidden: 0.17 }), '?baseline=Net'),
		await send('owner', 'not,a,submission\n1,2,3\n'),
	];
	await world.holdout.lifecycle.drain();
	const { open, hidden } = await organisersSee();
	canaries = [...new Set(hidden.filter((number) => !open.has(number)))];
	const rows = await world.holdout.db.select().from(evaluations);
	evidence = rows.flatMap((row) => [row.publicEvidence!, row.privateEvidence!]);
});
afterAll(() => world.close());

async function addresses(): Promise<string[]> {
	const { body } = await call<{ paths: Record<string, Record<string, unknown>> }>(
		world.holdout,
		{ headers: {} },
		'/openapi.json',
	);
	const paths = Object.keys(body.paths).filter((path) => 'get' in body.paths[path]!);
	const concrete = paths.flatMap((path) =>
		path.startsWith('/submissions/') ? ids.map((id) => path.replace('{id}', id)) : [path],
	);
	const plain = concrete
		.map((path) => path.replace('{slug}', SLUG).replace('{name}', 'examples%2Fweak.csv'))
		.flatMap((path) => [
			path,
			...['split=private', 'scope=all', 'scope=mine&page_size=200', 'split=all'].map(
				(query) => `${path}?${query}`,
			),
		]);
	return [...plain, ...comparisons()];
}

describe('before the close', () => {
	it('there is something to leak', () => {
		expect(canaries.length).toBeGreaterThan(10);
		expect(evidence).toHaveLength(12);
		expect(evidence.every((sha256) => /^[0-9a-f]{64}$/.test(sha256))).toBe(true);
	});

	it.each(OUTSIDERS)('%s meets none of it anywhere', async (actor) => {
		const paths = await addresses();
		expect(paths.length).toBeGreaterThan(100);
		for (const path of paths) {
			const { text, status } = await call(world.holdout, cast.actors[actor], path);
			expect(status, path).toBeLessThan(500);
			const found = [...canaries, ...evidence].filter((canary) => text.includes(canary));
			expect(found, `${path} for ${actor}`).toEqual([]);
			expect(text, `${path} for ${actor}`).not.toMatch(/"private_score"|"private":|"all":\{/);
		}
	});

	it('the hidden labels are no file', async () => {
		for (const name of [
			'solution.csv',
			'../solution.csv',
			'..%2Fsolution.csv',
			'competition.yaml',
		]) {
			const answer = await call(
				world.holdout,
				cast.actors.owner,
				`/competitions/${SLUG}/files/${name}`,
			);
			expect(answer.status, name).toBe(404);
		}
	});

	it('organisers see both splits, and so do their tokens with that scope', async () => {
		for (const actor of ['organiser', 'admin', 'organiserToken'] as const) {
			const { body } = await detail(actor, ids[1]!);
			expect(Object.keys(body.evaluation!.splits).sort()).toEqual(['all', 'private', 'public']);
			expect(body.private_score).toBe(body.evaluation!.splits.private!.score);
		}
	});

	it('the log holds none of it', () => {
		const text = JSON.stringify(world.logged);
		expect(canaries.filter((canary) => text.includes(canary))).toEqual([]);
	});
});

describe('references on a submission', () => {
	const names = async (actor: Actor, id: string) =>
		(await detail(actor, id)).body.references.map(({ name }) => name);

	it('are the best baseline until the close: no other participant’s figures by finding', async () => {
		expect(await names('participant', ids[2]!)).toEqual(['Small network']);
		expect(await names('anonymous', ids[4]!)).toEqual(['Small network']);
	});
});

describe('after the close', () => {
	beforeAll(() => {
		clock = CLOSES;
	});

	it('a team sees the private split of its own submission', async () => {
		const { body } = await detail('owner', ids[1]!);
		expect(body.evaluation!.splits.private!.score).toBe(body.private_score);
		expect((await detail('participant', ids[1]!)).status).toBe(404);
	});

	it('everyone sees the private leaderboard', async () => {
		const { body, status } = await call<Leaderboard>(
			world.holdout,
			cast.actors.anonymous,
			`/competitions/${SLUG}/leaderboard?split=private`,
		);
		expect(status).toBe(200);
		expect(body.participants).toHaveLength(2);
		expect(body.participants.every(({ submission_id }) => submission_id === null)).toBe(true);
	});

	it('the leader is a reference too', async () => {
		const { body } = await detail('participant', ids[2]!);
		expect(body.references).toHaveLength(2);
		expect(body.references[1]!.name).toBe('Small network');
		expect(Object.keys(body.references[0]!.labels)).toEqual(['Effusion', 'Nodule']);
		expect(body.references.map(({ figure }) => figure)).toEqual(['auroc', 'auroc']);
	});

	it('nothing more is taken', async () => {
		const answer = await submit(world.holdout, cast.actors.owner, SLUG, predictions(0.9));
		expect(answer).toMatchObject({ status: 409, body: { code: 'competition_closed' } });
	});
});
