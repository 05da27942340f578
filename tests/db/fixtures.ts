/** Rows to test queries with, in a real migrated file. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { uuidv7 } from 'uuidv7';
import { openDatabase, type Db, type OpenDatabase } from '#db/client.server';
import { insertCompetition } from '#db/queries/competitions';
import { finishWithScore, type ScoredSubmission } from '#db/queries/evaluations';
import { claimNext } from '#db/queries/dispatch';
import { insertBaselineSubmission } from '#db/queries/submissions';
import { teams } from '#db/schema/teams';

export interface TestDatabase extends OpenDatabase {
	path: string;
	remove(): void;
}

let openElsewhere: (() => Promise<OpenDatabase>) | null = null;

/** Lets the same tests run on another engine: `open` answers an empty, migrated database. */
export const useEngine = (open: typeof openElsewhere) => void (openElsewhere = open);

export async function openTestDatabase(): Promise<TestDatabase> {
	if (openElsewhere) {
		const database = await openElsewhere();
		return { ...database, path: '', remove: () => database.close() };
	}
	const folder = mkdtempSync(join(tmpdir(), 'holdout-db-'));
	const path = join(folder, 'holdout.db');
	const database = await openDatabase(path);
	return {
		...database,
		path,
		remove() {
			database.close();
			rmSync(folder, { recursive: true, force: true });
		},
	};
}

export async function addCompetition(
	db: Db,
	values: { perDay?: number; final?: number; opensAt?: number; closesAt?: number } = {},
): Promise<string> {
	const id = uuidv7();
	await insertCompetition(db, {
		competition: {
			id,
			slug: `c-${id}`,
			title: 'Test',
			summary: '',
			task: 'multilabel',
			idColumn: 'id',
			labels: ['a'],
			metric: 'mean_auroc',
			threshold: 0.5,
			missingLabels: 'error',
			final: 2,
			generated: true,
			solutionPath: 'solution.csv',
			solutionVersion: 1,
			createdAt: 0,
			...values,
		},
		solution: {
			competitionId: id,
			version: 1,
			sha256: 'a',
			formatSha256: 'b',
			rowsPublic: 1,
			rowsPrivate: 1,
			rowsIgnored: 0,
			createdAt: 0,
		},
		files: [],
		reported: [],
		baselines: [],
	});
	return id;
}

export async function addTeam(
	db: Db,
	competitionId: string,
	name: string,
	kind: 'participant' | 'baseline' = 'participant',
): Promise<string> {
	const id = uuidv7();
	await db.insert(teams).values({ id, competitionId, kind, name, createdAt: 0 });
	return id;
}

export const newSubmission = (competitionId: string, teamId: string, now: number) => ({
	id: uuidv7(),
	competitionId,
	teamId,
	userId: null as unknown as string,
	fileName: 'x.csv',
	sha256: 'c',
	size: 1,
	now,
});

const report = { rows: 1, score: null, interval: null, metrics: {}, labels: {} };

export const scored = (
	claim: { id: string; competitionId: string; teamId: string; createdAt: number },
	leaseToken: string,
	scores: { open: number | null; hidden?: number | null },
	now: number,
	higherIsBetter = true,
): ScoredSubmission => ({
	submissionId: claim.id,
	competitionId: claim.competitionId,
	teamId: claim.teamId,
	submittedAt: claim.createdAt,
	leaseToken,
	higherIsBetter,
	scoringRevision: 0,
	standingId: uuidv7(),
	notices: [],
	now,
	evaluation: {
		id: uuidv7(),
		solutionVersion: 1,
		metric: 'mean_auroc',
		metricVersion: 1,
		scorerVersion: 'test',
		rows: 1,
		durationMs: 1,
		publicScore: scores.open,
		privateScore: scores.hidden ?? null,
		publicReport: report,
	},
});

/** Writes a submission and ends it with these scores. @returns its id */
export async function addScored(
	db: Db,
	competitionId: string,
	teamId: string,
	scores: { open: number | null; hidden?: number | null },
	at: {
		made: number;
		finished?: number;
		higherIsBetter?: boolean;
		/** Intervals, figures and evidence. */
		measured?: Partial<ScoredSubmission['evaluation']>;
	},
): Promise<string> {
	const submission = newSubmission(competitionId, teamId, at.made);
	await insertBaselineSubmission(db, submission);
	const token = uuidv7();
	const lease = { token, owner: 'test:0:0', expiresAt: at.made + 1000 };
	const claim = await claimNext(db, lease, at.made);
	if (claim?.id !== submission.id) throw new Error('claimed something else');
	const end = scored(claim, token, scores, at.finished ?? at.made, at.higherIsBetter);
	Object.assign(end.evaluation, at.measured);
	if (!(await finishWithScore(db, end))) throw new Error('the lease was lost');
	return submission.id;
}
