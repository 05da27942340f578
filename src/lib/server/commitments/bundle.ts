import { BUNDLE_FILE, BUNDLE_FORMAT, rulesPath, solutionPath } from '#lib/verification/bundle';
import type { Bundle } from '#lib/verification/bundle';
import type { CommitmentContent } from '#lib/verification/content';
import { sha256 } from '#lib/verification/hash';
import { listForVerification, listRules, type ListedSubmission } from '#db/queries/verification';
import type { CommitmentRow } from '#db/schema/commitments';
import type { CompetitionRow } from '#db/schema/competitions';
import type { BoardSplit } from '../leaderboard/board.ts';
import type { Services } from '../services.ts';
import { safeName, type ZipItem } from '../zip-stream.ts';

type Needs = Pick<Services, 'db' | 'files' | 'boards'>;

const iso = (ms: number) => new Date(ms).toISOString();
const scoreOf = (text: string | null) => (text === null ? null : Number(text));
const pathOf = ({ id, fileName }: ListedSubmission) => `submissions/${id}-${safeName(fileName)}`;

async function boardOf({ boards }: Needs, competition: CompetitionRow, split: BoardSplit) {
	const { participants } = await boards.get(competition, split);
	return participants.map(({ rank, name, submissionId, score }) => ({
		...{ rank, team: name, submission: submissionId, score },
	}));
}

/**
 * Everything that is needed to compute the scores again. Call it only for commitments that are
 * revealed: the hidden labels are part of it.
 */
export async function* bundleItems(
	services: Needs,
	competition: CompetitionRow,
	commitments: CommitmentRow[],
): AsyncGenerator<ZipItem> {
	const { db, files } = services;
	const submissions = await listForVerification(db, competition);
	const { releasesFiles } = competition;
	const bundle: Bundle = {
		format: BUNDLE_FORMAT,
		competition: { slug: competition.slug, title: competition.title },
		commitments: commitments.map(({ number, hash, createdAt, reason, salt, content }) => ({
			...{ number, hash, at: iso(createdAt), reason, salt, content },
		})),
		submissions: submissions.map((row) => ({
			...{ id: row.id, team: row.team, kind: row.kind, sha256: row.sha256 },
			file: releasesFiles ? pathOf(row) : null,
			at: iso(row.createdAt),
			late: row.late === 1,
			disqualified: row.disqualified === 1,
			scorer_version: row.scorerVersion,
			public_score: scoreOf(row.publicScore),
			private_score: scoreOf(row.privateScore),
		})),
		boards: {
			public: await boardOf(services, competition, 'public'),
			private: await boardOf(services, competition, 'private'),
		},
	};
	const encode = (text: string) => new TextEncoder().encode(text);
	yield { name: BUNDLE_FILE, content: encode(JSON.stringify(bundle, null, '\t')) };
	const contents = commitments.map(({ content }) => JSON.parse(content) as CommitmentContent);
	for (const solution of new Set(contents.map(({ solution }) => solution))) {
		yield { name: solutionPath(solution), content: () => files.readStream(solution) };
	}
	const wanted = new Set(contents.map(({ rules }) => rules));
	for (const text of await listRules(db, competition)) {
		const hash = await sha256(text);
		if (wanted.has(hash)) yield { name: rulesPath(hash), content: encode(text) };
	}
	if (!releasesFiles) return;
	for (const row of submissions) {
		yield { name: pathOf(row), at: row.createdAt, content: () => files.readStream(row.sha256) };
	}
}
