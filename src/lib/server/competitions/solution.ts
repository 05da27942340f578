import { uuidv7 } from 'uuidv7';
import { submissionFormat } from '#scorer/index';
import { USAGE, type Solution, type TaskSpec } from '#scorer/types';
import type { SolutionVersionRow } from '#db/schema/competitions';
import type { FileStore } from '../storage/store.ts';

/** Stores a solution and the public format that follows from it, and counts its rows. */
export async function storeSolution(
	about: { spec: TaskSpec; solution: Solution; solutionBytes: Uint8Array },
	files: Pick<FileStore, 'write'>,
): Promise<Omit<SolutionVersionRow, 'competitionId' | 'createdAt' | 'version'>> {
	const { usage } = about.solution;
	const rows = (which: number) => usage.reduce((n, u) => n + (u === which ? 1 : 0), 0);
	const format = JSON.stringify(submissionFormat(about.spec, about.solution));
	return {
		id: uuidv7(),
		sha256: (await files.write(about.solutionBytes)).sha256,
		formatSha256: (await files.write(new TextEncoder().encode(format))).sha256,
		rowsPublic: rows(USAGE.public),
		rowsPrivate: rows(USAGE.private),
		rowsIgnored: rows(USAGE.ignored),
	};
}
