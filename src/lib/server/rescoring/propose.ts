import { uuidv7 } from 'uuidv7';
import type { ScoringPatch } from '#lib/api/schemas/rescoring';
import type { Actor } from '#db/queries/audit';
import { findSolution } from '#db/queries/competitions';
import { listChanges, nextSolutionVersion, openChange } from '#db/queries/scoring-changes';
import type { CompetitionRow } from '#db/schema/competitions';
import { entryBy } from '../competitions/entry.ts';
import { storeSolution } from '../competitions/solution.ts';
import { ApiError } from '../errors.ts';
import type { Services } from '../services.ts';
import { checkProposal, type Checked, type Proposal } from './check.ts';
import { changesOfScoring, scoringOf } from './scoring.ts';

export interface ProposalRequest {
	reason: string;
	changes: ScoringPatch;
	/** The corrected file; null where the solution stays. */
	solution: Uint8Array | null;
}

/** Reads both solutions and says everything that is wrong with the proposal. */
export async function checkRequest(
	{ db, files }: Pick<Services, 'db' | 'files'>,
	competition: CompetitionRow,
	{ changes, solution }: Pick<ProposalRequest, 'changes' | 'solution'>,
): Promise<Checked> {
	const present = await files.read((await findSolution(db, competition)).sha256);
	return checkProposal(competition, changes, { present, corrected: solution });
}

const anotherIsOpen = (number: number) =>
	new ApiError('conflict', {
		detail: `Change ${number} is open: a competition has one at a time.`,
		remedy: 'Publish or discard it first.',
	});

async function write(
	services: Services,
	competition: CompetitionRow,
	user: Actor,
	request: ProposalRequest,
	proposal: Proposal,
	notices: Checked['notices'],
): Promise<number | null> {
	const { db, files, now } = services;
	const { spec, solution, solutionChange, after } = proposal;
	const at = now();
	const version = request.solution
		? {
				...(await storeSolution({ spec, solution, solutionBytes: request.solution }, files)),
				...{ version: await nextSolutionVersion(db, competition.id), createdAt: at },
				competitionId: competition.id,
			}
		: null;
	const before = scoringOf(competition);
	const change = {
		...{ id: uuidv7(), competitionId: competition.id, reason: request.reason },
		...{ solutionVersion: version?.version ?? competition.solutionVersion, solutionChange },
		...{ solutionBefore: competition.solutionVersion, before, after },
		notices: notices.map(({ detail, column, count }) => ({ detail, column, count })),
		...{ userId: user?.id ?? null, userName: user?.name ?? 'server', createdAt: at },
	};
	const detail = {
		...{ reason: request.reason, solution_sha256: version?.sha256 },
		changes: changesOfScoring(before, after),
	};
	const about = { target: version ? `solution ${version.version}` : 'settings', detail };
	const entry = entryBy({ competition }, user, 'rescoring_proposed', at, about);
	return openChange(db, change, version, competition.scoringRevision, entry);
}

/**
 * Opens a change, and the scorer's threads begin with it.
 * @throws ApiError invalid_rescoring with every problem; conflict where another change is open
 * @returns its number
 */
export async function propose(
	services: Services,
	competition: CompetitionRow,
	user: Actor,
	request: ProposalRequest,
): Promise<number> {
	const isOpen = async () =>
		(await listChanges(services.db, competition.id)).find(({ state }) => state === 'open');
	const open = await isOpen();
	if (open) throw anotherIsOpen(open.number);
	const { problems, notices, proposal } = await checkRequest(services, competition, request);
	if (!proposal) throw new ApiError('invalid_rescoring', { problems });
	const number = await write(services, competition, user, request, proposal, notices);
	if (number === null) {
		const other = await isOpen();
		throw other
			? anotherIsOpen(other.number)
			: new ApiError('conflict', { detail: 'The scoring changed meanwhile. Try again.' });
	}
	services.wake();
	return number;
}
