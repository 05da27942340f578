/** Binding a competition, by a published hash, to how it is scored. */
import { randomBytes } from 'node:crypto';
import { uuidv7 } from 'uuidv7';
import { boundTo, type Bound, type CommitmentContent } from '#lib/verification/content';
import { commitmentHash } from '#lib/verification/hash';
import { canonicalJson } from '#db/canonical-json';
import { parseSolution } from '#scorer/index';
import type { Actor } from '#db/queries/audit';
import { addCommitment, listCommitments, type NewCommitment } from '#db/queries/commitments';
import { findSolution } from '#db/queries/competitions';
import type { CommitmentRow } from '#db/schema/commitments';
import type { CompetitionRow } from '#db/schema/competitions';
import { stateAt } from '../access.ts';
import { specOf } from '../competitions/spec.ts';
import type { Services } from '../services.ts';

type Needs = Pick<Services, 'db' | 'files' | 'now'>;

/** What a competition, as its row says, would be bound to. */
async function boundOf({ db, files }: Needs, competition: CompetitionRow): Promise<Bound> {
	const { sha256 } = await findSolution(db, competition);
	const spec = specOf(competition);
	const parsed = parseSolution(await files.read(sha256), spec);
	// It was checked when it came in. Details of a solution are its labels: none in the message.
	if (!parsed.ok) throw new Error('The solution cannot be parsed.');
	return boundTo({
		...{ slug: competition.slug, spec, solution: parsed.solution, solutionHash: sha256 },
		...{ ranking: competition.ranking, final: competition.final },
		rules: competition.rules ?? '',
	});
}

const isSame = (bound: Bound, { content }: CommitmentRow): boolean => {
	const { number, previous, ...before } = JSON.parse(content) as CommitmentContent;
	void [number, previous];
	return canonicalJson(bound) === canonicalJson(before);
};

/**
 * The commitment that follows the last one, not written yet.
 * @returns null where nothing that it covers has changed
 */
export async function nextCommitment(
	services: Needs,
	competition: CompetitionRow,
	reason: string,
): Promise<NewCommitment | null> {
	const last = (await listCommitments(services.db, competition.id)).at(-1);
	const bound = await boundOf(services, competition);
	if (last && isSame(bound, last)) return null;
	const number = (last?.number ?? 0) + 1;
	const content = canonicalJson({ ...bound, number, previous: last?.hash ?? null });
	const salt = randomBytes(32).toString('hex');
	return {
		...{ id: uuidv7(), competitionId: competition.id, number, salt, content },
		hash: await commitmentHash(salt, content),
		reason: last ? reason : null,
		createdAt: services.now(),
	};
}

/**
 * Makes a commitment if the competition has opened and what it is bound to has changed.
 * @param reason public; the first commitment has none
 */
export async function commit(
	services: Needs,
	competition: CompetitionRow,
	reason: string,
	actor: Actor = null,
): Promise<void> {
	const now = services.now();
	if (competition.draft || stateAt(competition, now) === 'upcoming') return;
	const commitment = await nextCommitment(services, competition, reason);
	if (!commitment) return;
	const { number, hash } = commitment;
	const detail = { number, hash, ...(commitment.reason === null ? {} : { reason }) };
	await addCommitment(services.db, commitment, {
		...{ competitionId: competition.id, at: now, actor, action: 'commitment_made' },
		...{ target: competition.slug, detail },
	});
}
