/** Changing one student of a class, with its entry of the audit log. */
import type { StudentPatch } from '#lib/api/schemas/classes';
import { withEntry } from '#db/queries/audit';
import { deleteStudents, findEntry, restateExtensions, updateStudent } from '#db/queries/roster';
import type { UserRow } from '#db/schema/auth';
import type { RosterEntryRow } from '#db/schema/classes';
import type { Seat } from '../access.ts';
import { entryBy } from '../competitions/entry.ts';
import { ApiError } from '../errors.ts';
import { notifyOf } from '../notifications/notify.ts';
import type { Services } from '../services.ts';
import { ensurePseudonyms } from './pseudonyms.ts';
import { placed } from './roster.ts';

export async function studentOf(
	{ db }: Pick<Services, 'db'>,
	{ competition }: Pick<Seat, 'competition'>,
	id: string,
): Promise<RosterEntryRow> {
	const entry = await findEntry(db, competition.id, id);
	if (entry) return entry;
	throw new ApiError('not_found', { detail: 'No such student of this class.' });
}

/** @throws ApiError invalid_request for an extension that extends nothing */
function requireLonger({ closesAt }: Seat['competition'], until: number | null | undefined): void {
	if (until === null || until === undefined) return;
	const problem = (detail: string, remedy: string) =>
		new ApiError('invalid_request', {
			...{ detail, remedy },
			problems: [{ code: 'no_extension', column: 'extended_until', detail, remedy }],
		});
	if (closesAt === null) {
		throw problem('The competition has no closing time to extend.', 'Set one in the settings.');
	}
	if (until > closesAt) return;
	throw problem(
		`The competition closes at ${new Date(closesAt).toISOString()}; an extension ends later.`,
		'Give a later time.',
	);
}

const orNull = (text: string | null | undefined) => (text === undefined ? undefined : text || null);

function valuesOf(patch: StudentPatch) {
	const until = patch.extended_until;
	const values = {
		name: patch.name,
		studentId: orNull(patch.student_id),
		section: orNull(patch.section),
		groupName: orNull(patch.group),
		extendedUntil: until == null ? until : Date.parse(until),
		extensionNote: until === null ? null : orNull(patch.extension_note),
	};
	return Object.fromEntries(
		Object.entries(values).filter(([, value]) => value !== undefined),
	) as Partial<RosterEntryRow>;
}

function actionOf(before: RosterEntryRow, values: Partial<RosterEntryRow>) {
	if (!('extendedUntil' in values) || values.extendedUntil === before.extendedUntil) {
		return 'student_changed' as const;
	}
	return values.extendedUntil === null
		? ('extension_withdrawn' as const)
		: ('extension_given' as const);
}

/** @returns the student as they are afterwards */
export async function changeStudent(
	services: Services,
	seat: Seat,
	user: UserRow,
	id: string,
	patch: StudentPatch,
): Promise<RosterEntryRow> {
	const { db, now } = services;
	const { competition } = seat;
	const before = await studentOf(services, seat, id);
	const values = valuesOf(patch);
	requireLonger(competition, values.extendedUntil);
	const changed = Object.keys(values).filter(
		(key) => values[key as keyof RosterEntryRow] !== before[key as keyof RosterEntryRow],
	);
	if (!changed.length) return before;
	const after = { ...before, ...values };
	const { extendedUntil } = after;
	const detail = {
		name: after.name,
		changed: changed.filter((key) => key !== 'extensionNote'),
		until: extendedUntil === null ? undefined : new Date(extendedUntil).toISOString(),
	};
	const moves = changed.includes('section') || changed.includes('groupName');
	const statements = [
		updateStudent(db, id, values),
		...(after.userId !== null && moves
			? placed(services, seat, { ...after, userId: after.userId, group: after.groupName })
			: []),
		restateExtensions(db, competition.id),
	];
	const about = { target: id, detail };
	const action = actionOf(before, values);
	await withEntry(db, entryBy(seat, user, action, now(), about), statements);
	await ensurePseudonyms(services, competition);
	if (action === 'extension_given' && after.userId !== null) {
		const until = new Date(after.extendedUntil!).toISOString();
		await notifyOf(services, {
			...{ kind: 'extension', about: `${id}:${until}`, params: { at: until } },
			...{ competitionId: competition.id, href: `/competitions/${competition.slug}` },
			to: { users: [after.userId] },
		});
	}
	return after;
}

export async function removeStudent(
	services: Services,
	seat: Seat,
	user: UserRow,
	id: string,
): Promise<void> {
	const { db, now } = services;
	const { userId, name, groupName } = await studentOf(services, seat, id);
	const alone = { userId: userId ?? '', name, section: null, group: null };
	const statements = [
		deleteStudents(db, [id]),
		...(userId !== null && groupName !== null ? placed(services, seat, alone) : []),
		restateExtensions(db, seat.competition.id),
	];
	const about = { target: id, detail: { name } };
	await withEntry(db, entryBy(seat, user, 'student_removed', now(), about), statements);
}
