/** A change of the scoring from its proposal to its publication, through the API. */
import { sql } from 'drizzle-orm';
import { afterEach, expect, it } from 'vitest';
import type { Leaderboard } from '#lib/api/schemas/leaderboard';
import type { Announcement } from '#lib/api/schemas/organise';
import type { Rescoring, RescoringPreview } from '#lib/api/schemas/rescoring';
import type { Submission } from '#lib/api/schemas/submissions';
import { ranksAt } from '#lib/server/leaderboard/board';
import { findCompetition } from '#db/queries/competitions';
import { predictions } from './small.ts';
import { openRunning, SLUG, turned, type Running } from './rescoring-world.ts';
import { call, codesOf, submit } from './world.ts';

let running: Running;
afterEach(() => running?.world.close());

const NOTICE = {
	notice: { title: 'Two labels corrected', markdown: 'Scores were computed anew.' },
};
const board = async (split = 'public') =>
	(
		await call<Leaderboard>(
			running.world.holdout,
			running.organiser,
			`/competitions/${SLUG}/leaderboard?split=${split}`,
		)
	).body;
const scoresOf = ({ participants }: Leaderboard) =>
	participants.map(({ name, rank, score }) => ({ name, rank, score }));
const evaluationsOf = (submissionId?: string) =>
	running.world.holdout.db.all<{ n: number; v: number }>(
		sql`SELECT count(*) AS n, solution_version AS v FROM evaluations
			${submissionId ? sql`WHERE submission_id = ${submissionId}` : sql``}
			GROUP BY solution_version ORDER BY v`,
	);
/** img-0, img-3, img-6 … are positive for Effusion; these are public and private rows. */
const FLIPPED = [
	'img-0',
	'img-1',
	'img-6',
	'img-10',
	'img-12',
	'img-15',
	'img-3',
	'img-8',
	'img-9',
];

it('shows who would move, changes nothing until it is published, and keeps what was', async () => {
	running = await openRunning();
	const { holdout } = running.world;
	const before = { public: await board(), private: await board('private') };
	const proposed = await running.propose({ solution: turned(FLIPPED) });
	expect(proposed.status, proposed.text).toBe(201);
	expect(proposed.body).toMatchObject({
		...{ number: 1, state: 'open', solution: { before: 1, after: 2 } },
		solution_change: { labels: { Effusion: 9, Nodule: 0 }, usage: 0 },
	});
	await holdout.lifecycle.drain();
	const { body: change } = await running.get<Rescoring>('/1');
	expect(change).toMatchObject({ ready: true, progress: { total: 4, done: 4, failed: 0 } });
	const preview = (await running.get<RescoringPreview>('/1/preview?split=public')).body;
	expect(preview).toMatchObject({ teams: 4, rescored: 4, total: 4 });
	expect(preview.rows.map(({ movement }) => Math.abs(movement!))).toEqual(
		preview.rows.map(({ movement }) => Math.abs(movement!)).sort((a, b) => b - a),
	);
	const hidden = (await running.get<RescoringPreview>('/1/preview?split=private')).body;
	// Nothing that anybody sees has changed.
	expect(scoresOf(await board())).toEqual(scoresOf(before.public));
	expect(scoresOf(await board('private'))).toEqual(scoresOf(before.private));

	const published = await running.post<Rescoring>('/1/publish', NOTICE);
	expect(published.status, published.text).toBe(200);
	expect(published.body).toMatchObject({ state: 'published', ended_by: 'Olga' });
	for (const [split, promised] of [
		['public', preview],
		['private', hidden],
	] as const) {
		const now = await board(split);
		for (const row of promised.rows) {
			const is = now.participants.find(({ team_id }) => team_id === row.team_id)!;
			expect([is.rank, is.score], `${split} ${row.name}`).toEqual([
				row.after!.rank,
				row.after!.score,
			]);
		}
	}
	expect(await evaluationsOf()).toEqual([
		{ n: 4, v: 1 },
		{ n: 4, v: 2 },
	]);
	const news = await call<{ announcements: Announcement[] }>(
		holdout,
		running.people[0]!,
		`/competitions/${SLUG}/announcements`,
	);
	expect(news.body.announcements.map(({ title }) => title)).toEqual(['Two labels corrected']);
	const audit = await call<{ entries: { action: string }[] }>(
		holdout,
		running.organiser,
		`/competitions/${SLUG}/audit`,
	);
	const actions = audit.body.entries.map(({ action }) => action);
	expect(actions).toContain('rescoring_proposed');
	expect(actions).toContain('rescoring_published');
});

it('the board of yesterday stays what it was, also where the metric changes its direction', async () => {
	let clock = Date.UTC(2026, 2, 1, 12);
	running = await openRunning(undefined, { now: () => clock });
	const { holdout } = running.world;
	const ranked = async () =>
		[...(await ranksAt(holdout, (await findCompetition(holdout.db, SLUG))!, yesterday))].sort();
	const yesterday = clock;
	clock += 3_600_000;
	const before = await ranked();
	expect(before).toHaveLength(4);
	expect((await running.propose({ changes: { metric: 'brier' } })).status).toBe(201);
	await holdout.lifecycle.drain();
	expect((await running.post('/1/publish', { notice: null })).status).toBe(200);
	expect((await board()).metric).toMatchObject({ id: 'brier', higher_is_better: false });
	expect((await board()).participants[0]!.score).toBeLessThan(0.3);
	expect(await ranked()).toEqual(before);
});

it('scores what is submitted meanwhile by both, and leaves nothing without an evaluation', async () => {
	running = await openRunning();
	const { holdout } = running.world;
	await holdout.lifecycle.start();
	expect((await running.propose({ solution: turned(FLIPPED) })).status).toBe(201);
	// Uploads go on while the change is published.
	const uploads = Promise.all(
		Array.from({ length: 12 }, async (_, i) => {
			await new Promise((done) => setTimeout(done, i * 15));
			const person = running.people[i % 4]!;
			return submit(holdout, person, SLUG, predictions(0.3 + i / 40));
		}),
	);
	let published = await running.post('/1/publish', { notice: null });
	for (let tries = 0; published.status === 409 && tries < 100; tries++) {
		await new Promise((done) => setTimeout(done, 20));
		published = await running.post('/1/publish', { notice: null });
	}
	expect(published.status, published.text).toBe(200);
	const sent = await uploads;
	expect(sent.map(({ status }) => status)).toEqual(Array(12).fill(202));
	await holdout.lifecycle.stop();
	await holdout.lifecycle.drain();
	const rows = await holdout.db.all<{ status: string; v: number | null }>(sql`
		SELECT s.status AS status, v.solution_version AS v FROM submissions s
		LEFT JOIN evaluations v ON v.id = s.evaluation_id`);
	expect(rows).toHaveLength(16);
	expect(new Set(rows.map(({ status, v }) => `${status} ${v}`))).toEqual(new Set(['scored 2']));
	const standing = await holdout.db.all<{ n: number }>(sql`
		SELECT count(*) AS n FROM standings s JOIN evaluations v ON v.id = s.evaluation_id
		WHERE s.superseded_at IS NULL AND v.solution_version = 2 AND v.public_score = s.score`);
	expect(standing[0]!.n).toBe(4);
});

it('a file that the new metric cannot score is listed, and becomes invalid with its attempt back', async () => {
	running = await openRunning();
	const { holdout } = running.world;
	const logits = predictions(0.8).replaceAll(/0\.(\d+)/g, '3.$1');
	const sent = await submit(holdout, running.people[3]!, SLUG, logits);
	await holdout.lifecycle.drain();
	await running.propose({ changes: { metric: 'brier' } });
	await holdout.lifecycle.drain();
	const { body } = await running.get<Rescoring>('/1');
	expect(body.progress).toEqual({ total: 5, done: 5, invalid: 1, failed: 0 });
	expect(body.unscored).toMatchObject([{ submission_id: sent.body.id, team: 'Team D' }]);
	expect(codesOf(body.unscored[0]!.problems)).toContain('out_of_range');
	expect((await running.post('/1/publish', { notice: null })).status).toBe(200);
	const { body: mine } = await call<Submission>(
		holdout,
		running.people[3]!,
		`/submissions/${sent.body.id}`,
	);
	expect(mine).toMatchObject({ status: 'invalid', attempt_returned: true });
	// Its team stands with the file that can be scored.
	expect((await board()).participants).toHaveLength(4);
});

it('has one open change; a discarded one leaves everything as it was', async () => {
	running = await openRunning();
	const { holdout } = running.world;
	const before = scoresOf(await board());
	await running.propose({ solution: turned(FLIPPED) });
	const second = await running.propose({ changes: { metric: 'macro_f1' } });
	expect(second).toMatchObject({ status: 409, body: { code: 'conflict' } });
	await holdout.lifecycle.drain();
	expect((await running.post<Rescoring>('/1/discard')).body.state).toBe('discarded');
	expect(scoresOf(await board())).toEqual(before);
	expect((await running.post('/1/publish', { notice: null })).status).toBe(409);
	expect((await running.post('/1/discard')).status).toBe(409);
	expect((await running.get('/7')).status).toBe(404);
	// Its number and its version of the solution are not used again.
	const { body } = await running.propose({ solution: turned(['img-0']) });
	expect(body).toMatchObject({ number: 2, solution: { before: 1, after: 3 } });
});

it('participants and strangers see nothing of it', async () => {
	running = await openRunning();
	await running.propose({ solution: turned(FLIPPED) });
	for (const path of ['', '/1', '/1/preview', '/1/preview.csv']) {
		expect((await running.get(path, running.people[0]!)).status, path).toBe(403);
	}
	const news = await call<{ announcements: [] }>(
		running.world.holdout,
		running.people[0]!,
		`/competitions/${SLUG}/announcements`,
	);
	expect(news.body.announcements).toEqual([]);
});
