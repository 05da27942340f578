/** A competition again, for next year: the same data and rules, other dates, nobody's submissions. */
import { copyClass } from '#db/queries/clone';
import { findCompetition } from '#db/queries/competitions';
import type { CompetitionRow } from '#db/schema/competitions';
import { readCompetitionFolder, unzipFolder } from '#lib/competition-folder/index';
import type { Services } from '../services.ts';
import { exportCompetition } from './export.ts';
import { importCompetition, requireFreeSlug } from './import.ts';

export interface CloneOptions {
	/** Of the clone. */
	slug: string;
	title?: string;
	/** Added to every date, ms. */
	shiftMs: number;
	/** Students too. */
	roster: boolean;
}

const shifted = (written: string | undefined, ms: number) =>
	written === undefined ? undefined : new Date(Date.parse(written) + ms).toISOString();

/**
 * By way of the folder that an export makes, so that what a folder holds is what a clone has; class
 * rules and the grade scheme come along beside it.
 * @throws ApiError slug_taken
 */
export async function cloneCompetition(
	services: Pick<Services, 'db' | 'files' | 'now' | 'wake'>,
	competition: CompetitionRow,
	{ slug, title, shiftMs, roster }: CloneOptions,
	owner: { id: string; name: string } | null,
): Promise<{ slug: string }> {
	await requireFreeSlug(services, slug, 'Choose another short name.');
	const unzipped = unzipFolder(await exportCompetition(services, competition));
	const read = unzipped.ok ? readCompetitionFolder(unzipped.folder) : null;
	if (!read?.competition) {
		// It was imported once: that it cannot be read again is our fault.
		const problems = read?.problems ?? (unzipped.ok ? [] : unzipped.problems);
		throw new Error(`an export cannot be read: ${JSON.stringify(problems.slice(0, 3))}`);
	}
	const { config } = read.competition;
	const folder = {
		...read.competition,
		config: {
			...config,
			slug,
			title: title ?? config.title,
			opens: shifted(config.opens, shiftMs),
			closes: shifted(config.closes, shiftMs),
			reveal:
				config.reveal === 'at_close' || config.reveal === 'by_hand'
					? config.reveal
					: shifted(config.reveal, shiftMs)!,
			teams: {
				...config.teams,
				merge_deadline: shifted(config.teams.merge_deadline, shiftMs),
			},
		},
	};
	await importCompetition(services, folder, owner);
	const made = (await findCompetition(services.db, slug))!;
	await copyClass(services.db, {
		...{ from: competition.id, to: made.id, roster, actor: owner },
		...{ original: competition.slug, now: services.now() },
	});
	return { slug };
}
