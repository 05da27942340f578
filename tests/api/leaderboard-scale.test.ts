import { createHash } from 'node:crypto';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { findCompetition, touchBoards } from '#db/queries/competitions';
import type { Leaderboard } from '#lib/api/schemas/leaderboard';
import { encodeEvidence } from '#scorer/index';
import { call, importSmall, newPerson, openWorld, type Person, type World } from './world.ts';

const TEAMS = 10_000;
const ENTRIES = 5;
/** Values of one evidence. */
const PATIENTS = 1_000;
/** Written into the statements: a bound number is a REAL. */
const teams = sql.raw(String(TEAMS));
const entries = sql.raw(String(TEAMS * ENTRIES));

let world: World;
let admin: Person;
let competitionId: string;

/** The score of a team's counting submission, as the statements below write it. */
const scoreOf = (i: number) => 0.5 + ((i * 7919) % 49_999) / 100_000;

/**
 * Files of evidence, one a team: models that err alike in part, with a standard error near 0.01, so
 * that several hundred cannot be told from the first. @returns their hashes
 */
function keepEvidence(): string[] {
	const values = new Float32Array(PATIENTS);
	const common = Float32Array.from(values, (_, p) => Math.sin(p * 12.9898) * 0.0003);
	return Array.from({ length: TEAMS }, (_, i) => {
		for (let p = 0; p < PATIENTS; p++) {
			values[p] = common[p]! + Math.sin((p + 1) * (i + 1) * 78.233) * 0.0003;
		}
		const se = Math.sqrt(values.reduce((sum, value) => sum + value * value, 0));
		const bytes = encodeEvidence({
			kind: 'influence',
			score: scoreOf(i),
			se,
			df: PATIENTS - 1,
			values,
		});
		const sha256 = createHash('sha256').update(bytes).digest('hex');
		const folder = join(world.dataDir, 'files', sha256.slice(0, 2));
		mkdirSync(folder, { recursive: true });
		writeFileSync(join(folder, sha256), bytes);
		return sha256;
	});
}

/** Rows as the life-cycle would have left them; written by SQL, because scoring 50,000 files is not the point. */
beforeAll(async () => {
	world = await openWorld();
	const { db } = world.holdout;
	admin = await newPerson(world.holdout, 'admin');
	await importSmall(world.holdout, { slug: 'big', yaml: 'metrics: [macro_f1]' });
	competitionId = (await findCompetition(db, 'big'))!.id;
	const report = JSON.stringify({ rows: 24, pad: 'x'.repeat(4000) });
	const figures = sql`'{"macro_f1":[' || (i % 1000) / 1000.0 || ',0,1]}'`;
	const number = sql`(WITH RECURSIVE n(i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM n WHERE i + 1 < ${entries}) SELECT i FROM n)`;
	const score = sql`(0.5 + ((i * 7919) % 49999) / 100000.0)`;
	const now = sql.raw(String(Date.now()));
	await db.run(sql`INSERT INTO teams (id, competition_id, kind, name, created_at)
		SELECT 't' || i, ${competitionId}, 'participant', 'Team ' || i, 0 FROM ${number} WHERE i < ${teams}`);
	await db.run(sql`INSERT INTO submissions (id, competition_id, team_id, status, file_name, sha256, size, created_at, evaluation_id)
		SELECT 's' || i, ${competitionId}, 't' || (i % ${teams}), 'scored', 'x.csv', 'x', 1, ${now} - i, 'e' || i FROM ${number}`);
	await db.run(sql`INSERT INTO evaluations (id, submission_id, lease_token, solution_version, metric, metric_version,
			scorer_version, rows, duration_ms, created_at, public_score, private_score, public_lo, public_hi,
			private_lo, private_hi, public_figures, private_figures, public_report, private_report)
		SELECT 'e' || i, 's' || i, 'l' || i, 1, 'mean_auroc', 1, '1', 60, 1, 0, ${score}, 1.5 - ${score},
			${score} - 0.02, ${score} + 0.02, 1.48 - ${score}, 1.52 - ${score}, ${figures}, ${figures},
			${report}, ${report} FROM ${number}`);
	await db.run(sql`INSERT INTO standings (id, competition_id, team_id, submission_id, score, submitted_at, achieved_at)
		SELECT 'b' || i, ${competitionId}, 't' || i, 's' || i, ${score}, ${now} - i, ${now} - (i % 10) * 43200000 FROM ${number} WHERE i < ${teams}`);
	const kept = JSON.stringify(keepEvidence());
	await db.run(sql`UPDATE evaluations SET public_evidence = j.value
		FROM (SELECT key, value FROM json_each(${kept})) j WHERE evaluations.id = 'e' || j.key`);
}, 120_000);
afterAll(() => world.close());

async function times(rounds: number, path: (i: number) => string, before?: () => Promise<void>) {
	const ms: number[] = [];
	for (let i = 0; i < rounds; i++) {
		await before?.();
		const begun = performance.now();
		const { status } = await call(world.holdout, admin, path(i));
		ms.push(performance.now() - begun);
		expect(status).toBe(200);
	}
	ms.sort((a, b) => a - b);
	const at = (share: number) => Math.round(ms[Math.floor(share * (ms.length - 1))]! * 10) / 10;
	return { p50: at(0.5), p95: at(0.95) };
}

const page = (split: string) => (i: number) =>
	`/competitions/big/leaderboard?split=${split}&page=${(i % 200) + 1}`;
const touch = () => touchBoards(world.holdout.db, competitionId);

it('tests the board beside the answers, and has ties and rank ranges soon after', async () => {
	const begun = performance.now();
	const ask = async () =>
		(await call<Leaderboard>(world.holdout, admin, '/competitions/big/leaderboard?page_size=200'))
			.body;
	const first = await ask();
	const firstMs = performance.now() - begun;
	let found = first;
	while (!found.separation!.ready) found = await ask();
	const readyMs = performance.now() - begun;
	if (process.env.HOLDOUT_SHOW_TIMES) console.log({ firstMs, readyMs });
	expect(found.separation!.tied_with_first).toBeGreaterThan(10);
	expect(found.separation!.tied_with_first).toBeLessThan(TEAMS / 2);
	const ranges = found.participants.map((row) => row.rank_range!);
	expect(ranges.every(([best, worst], i) => best <= i + 1 && worst >= i + 1)).toBe(true);
	expect(firstMs).toBeLessThan(3_000);
	expect(readyMs).toBeLessThan(60_000);
});

it('pages through 10,000 participants in a moment', async () => {
	const { body } = await call<Leaderboard>(world.holdout, admin, page('public')(199));
	expect(body.total).toBe(TEAMS);
	expect(body.participants).toHaveLength(50);
	expect(body.participants.at(-1)!.rank).toBeGreaterThan(9_900);
	expect(body.participants[0]!.entries).toBe(ENTRIES);
	const measured = {
		public: await times(200, page('public')),
		search: await times(50, (i) => `/competitions/big/leaderboard?q=team+${i}7`),
		private: await times(200, page('private')),
		competitions: await times(50, () => '/competitions'),
		competition: await times(50, () => '/competitions/big'),
		submission: await times(50, (i) => `/submissions/s${i * 900}`),
		submissions: await times(
			50,
			(i) => `/competitions/big/submissions?scope=all&page=${i * 19 + 1}`,
		),
		afterEachChange: await times(10, page('public'), touch),
		privateAfterEachChange: await times(5, page('private'), touch),
	};
	if (process.env.HOLDOUT_SHOW_TIMES) console.log(measured);
	// Far above what was measured (ARCHITECTURE.md), for slow and busy machines.
	expect(measured.public.p95).toBeLessThan(200);
	expect(measured.private.p95).toBeLessThan(200);
	expect(measured.search.p95).toBeLessThan(300);
	expect(measured.competitions.p95).toBeLessThan(200);
	expect(measured.competition.p95).toBeLessThan(200);
	expect(measured.submission.p95).toBeLessThan(200);
	expect(measured.submissions.p95).toBeLessThan(500);
	expect(measured.afterEachChange.p95).toBeLessThan(2_000);
	expect(measured.privateAfterEachChange.p95).toBeLessThan(5_000);
});
