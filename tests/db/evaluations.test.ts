import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { createClient } from '@libsql/client';
import { drizzle } from 'drizzle-orm/libsql';
import { migrate } from 'drizzle-orm/libsql/migrator';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { openDatabase } from '#db/client.server';
import { findMigrations } from '#db/migrations-folder';
import { findCompetitionById } from '#db/queries/competitions';
import { findEvaluation } from '#db/queries/evaluations';
import { listPrivateStandings, listPublicStandings } from '#db/queries/standings';
import { evaluations } from '#db/schema/evaluations';
import {
	addCompetition,
	addScored,
	addTeam,
	openTestDatabase,
	type TestDatabase,
} from './fixtures.ts';

let database: TestDatabase;
beforeEach(async () => {
	database = await openTestDatabase();
});
afterEach(() => database.remove());

const MEASURED = {
	publicLo: 0.61,
	publicHi: 0.81,
	publicFigures: { macro_f1: [0.5, 0.41, 0.59] },
	publicEvidence: 'a'.repeat(64),
	privateLo: 0.31,
	privateHi: 0.51,
	privateFigures: { macro_f1: [0.3, 0.21, 0.39] },
	privateEvidence: 'b'.repeat(64),
} satisfies Partial<typeof evaluations.$inferInsert>;

async function measured() {
	const { db } = database;
	const competitionId = await addCompetition(db);
	const teamId = await addTeam(db, competitionId, 'A');
	const scores = { open: 0.71, hidden: 0.41 };
	await addScored(db, competitionId, teamId, scores, { made: 1, measured: MEASURED });
	const [row] = await db.select().from(evaluations);
	return { competition: await findCompetitionById(db, competitionId), row: row! };
}

it('keeps intervals, figures and evidence of both splits', async () => {
	expect((await measured()).row).toMatchObject(MEASURED);
});

it('an evaluation that everyone may see holds nothing of the private split, and no evidence', async () => {
	const { row } = await measured();
	const open = await findEvaluation(database.db, row.id);
	expect(Object.keys(open!).filter((key) => /private|all|evidence|lease/i.test(key))).toEqual([]);
	expect(JSON.stringify(open)).not.toMatch(/0\.31|0\.51|0\.21/);
});

it('each board reads its own split', async () => {
	const { competition } = await measured();
	const { db } = database;
	const open = await listPublicStandings(db, competition, 'participant');
	expect(open).toMatchObject([
		{
			score: 0.71,
			lo: 0.61,
			hi: 0.81,
			figures: JSON.stringify(MEASURED.publicFigures),
			evidence: MEASURED.publicEvidence,
		},
	]);
	const hidden = await listPrivateStandings(db, competition, 'participant', true);
	expect(hidden).toMatchObject([
		{
			score: 0.41,
			lo: 0.31,
			hi: 0.51,
			figures: JSON.stringify(MEASURED.privateFigures),
			evidence: MEASURED.privateEvidence,
		},
	]);
});

/** A data folder as the version before intervals left it. */
async function openedBefore(path: string, parent: string) {
	const folder = join(parent, 'migrations');
	cpSync(findMigrations(), folder, { recursive: true });
	const journal = join(folder, 'meta', '_journal.json');
	const { entries, ...rest } = JSON.parse(readFileSync(journal, 'utf8'));
	writeFileSync(journal, JSON.stringify({ ...rest, entries: entries.slice(0, 2) }));
	const client = createClient({ url: pathToFileURL(path).href });
	await migrate(drizzle(client), { migrationsFolder: folder });
	return client;
}

it('evaluations of the version before are read as they were, without intervals', async () => {
	const parent = mkdtempSync(join(tmpdir(), 'holdout-db-'));
	const path = join(parent, 'holdout.db');
	const before = await openedBefore(path, parent);
	await before.executeMultiple(`
		PRAGMA foreign_keys = ON;
		INSERT INTO competitions (id, slug, title, summary, task, id_column, labels, metric, threshold,
			missing_labels, final, generated, solution_path, solution_version, created_at)
		VALUES ('c', 'old', 'Old', '', 'multilabel', 'id', '["a"]', 'mean_auroc', 0.5, 'error', 2, 0,
			'solution.csv', 1, 0);
		INSERT INTO teams (id, competition_id, kind, name, created_at)
		VALUES ('t', 'c', 'participant', 'A', 0);
		INSERT INTO submissions (id, competition_id, team_id, status, attempt_returned, file_name, sha256,
			size, created_at, evaluation_id, claims, crashes)
		VALUES ('s', 'c', 't', 'scored', 0, 'x.csv', 'x', 1, 5, 'e', 1, 0);
		INSERT INTO evaluations (id, submission_id, lease_token, solution_version, metric, metric_version,
			scorer_version, rows, duration_ms, created_at, public_score, private_score, public_report)
		VALUES ('e', 's', 'l', 1, 'mean_auroc', 1, '1', 9, 1.5, 6, 0.75, 0.25, '{"rows":9}');
		INSERT INTO standings (id, competition_id, team_id, submission_id, score, submitted_at, achieved_at)
		VALUES ('b', 'c', 't', 's', 0.75, 5, 6);`);
	before.close();
	const { db, close } = await openDatabase(path);
	const [row] = await db.select().from(evaluations);
	expect(row).toMatchObject({
		...{ id: 'e', submissionId: 's', durationMs: 1.5, createdAt: 6, publicReport: { rows: 9 } },
		...{ publicScore: 0.75, privateScore: 0.25, privateReport: null },
		...{ publicLo: null, privateHi: null, publicFigures: null, publicEvidence: null },
	});
	expect(await findCompetitionById(db, 'c')).toMatchObject({
		...{ ranking: 'metric', columns: null, thresholds: null, show: null, minGroup: null },
	});
	expect(await listPublicStandings(db, { id: 'c', class: null }, 'participant')).toMatchObject([
		{ score: 0.75, lo: null, figures: null, evidence: null },
	]);
	// The table was made anew: it still goes with its submission.
	await db.run('DELETE FROM submissions');
	expect(await db.$count(evaluations)).toBe(0);
	close();
	rmSync(parent, { recursive: true });
});
