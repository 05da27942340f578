/** Changing pages and settings: each change is a revision and an entry of the audit log. */
import type { PageName } from '#lib/api/schemas/organise';
import { findCompetitionById } from '#db/queries/competitions';
import { reviseCompetition } from '#db/queries/revisions';
import type { UserRow } from '#db/schema/auth';
import type { CompetitionRow } from '#db/schema/competitions';
import { commit } from '../commitments/make.ts';
import { ApiError } from '../errors.ts';
import type { Services } from '../services.ts';
import { entryBy } from './entry.ts';
import { changesBetween, settingsOf, type Settings } from './settings.ts';

type Needs = Pick<Services, 'db' | 'now' | 'files'>;

interface By {
	competition: CompetitionRow;
	user: Pick<UserRow, 'id' | 'name'>;
	/** The number whose state is brought back. */
	restored?: number;
}

const meanwhile = () =>
	new ApiError('edited_meanwhile', {
		detail: 'There is a newer revision than the one that was edited.',
		remedy: 'Load the page again; your text is still in the form, so copy it first.',
	});

/** @throws ApiError edited_meanwhile. @returns whether anything changed */
export async function revisePage(
	services: Needs,
	{ competition, user, restored }: By,
	page: PageName,
	edit: { markdown: string; revision: number },
): Promise<boolean> {
	const { db, now } = services;
	const before = competition[page] ?? '';
	const after = edit.markdown.replace(/\r\n?/g, '\n');
	if (before === after) return false;
	const action = restored === undefined ? 'page_edited' : 'page_restored';
	const detail = { revision: edit.revision + 1, restored };
	const entry = entryBy({ competition }, user, action, now(), { target: page, detail });
	const revision = { part: page, before, after, restored, expected: edit.revision };
	const values = { [page]: after === '' ? null : after };
	if (!(await reviseCompetition(db, values, revision, entry))) throw meanwhile();
	if (page === 'rules') await recommit(services, competition, user, 'The rules were edited.');
	return true;
}

/**
 * @param values columns that change; undefined stays
 * @returns whether anything changed
 */
export async function reviseSettings(
	services: Needs,
	{ competition, user, restored }: By,
	values: Partial<Settings>,
): Promise<boolean> {
	const { db, now } = services;
	const before = settingsOf(competition);
	const given = Object.entries(values).filter(([, value]) => value !== undefined);
	const after = { ...before, ...Object.fromEntries(given) } as Settings;
	const changes = changesBetween(before, after);
	if (!changes.length) return false;
	const action = restored === undefined ? 'settings_changed' : 'settings_restored';
	const detail = { changes: changes.filter(({ key }) => !isPersonal(key)), restored };
	const target = changes.map(({ key }) => key).join(', ');
	const entry = entryBy({ competition }, user, action, now(), { target, detail });
	const texts = { before: JSON.stringify(before), after: JSON.stringify(after) };
	await reviseCompetition(
		db,
		after,
		{ part: 'settings', ...texts, restored, expected: null },
		entry,
	);
	if (before.final !== after.final) {
		await recommit(services, competition, user, 'The number of final submissions was changed.');
	}
	return true;
}

/** Whoever was bound by the old text must see that there is a new one. */
async function recommit(services: Needs, was: CompetitionRow, user: By['user'], reason: string) {
	const competition = await findCompetitionById(services.db, was.id);
	await commit(services, competition, reason, { id: user.id, name: user.name });
}

/** Lists of people and secrets stay out of the log, which nobody can delete. */
const isPersonal = (key: string) => key.startsWith('join.') && key !== 'join.who';
