import type { SubmissionView } from '#db/queries/submissions';
import { csvFile } from '../../csv.ts';
import { iso } from './competition.ts';

const HEAD = [
	...['id', 'team_id', 'team', 'kind', 'status', 'late', 'disqualified_at', 'disqualified_reason'],
	...['public_score', 'private_score', 'file', 'size', 'sha256', 'created_at', 'finished_at'],
	'problem',
];

/** A table of submissions, for organisers. */
export const submissionsCsv = (
	rows: SubmissionView[],
	privateScores: Map<string, number | null>,
): string =>
	csvFile([
		HEAD,
		...rows.map(({ row, team, publicScore }) => [
			...[row.id, team.id, team.name, team.kind, row.status, row.late],
			...[iso(row.disqualifiedAt), row.disqualifiedReason, publicScore],
			...[privateScores.get(row.evaluationId ?? ''), row.fileName, row.size, row.sha256],
			...[iso(row.createdAt), iso(row.finishedAt), row.problems?.[0]?.detail],
		]),
	]);
