/** Coming into a class: whoever is on its list lands in their section and group. */
import { enrolParticipants, insertStudents, updateStudent } from '#db/queries/roster';
import { setPseudonym } from '#db/queries/pseudonyms';
import { findTeamOf } from '#db/queries/teams';
import type { UserRow } from '#db/schema/auth';
import type { BatchItem } from 'drizzle-orm/batch';
import type { Seat } from '../access.ts';
import type { Services } from '../services.ts';
import { ensurePseudonyms } from './pseudonyms.ts';
import { placed } from './roster.ts';

/**
 * Makes an account a student who takes part. Whoever is not on the list is put on it.
 * @param chosen the name that they want on boards that show chosen ones
 */
export async function joinClass(
	services: Pick<Services, 'db' | 'now'>,
	{ competition, student }: Pick<Seat, 'competition' | 'student'>,
	user: Pick<UserRow, 'id' | 'name' | 'email'>,
	chosen: string,
): Promise<void> {
	const { db, now } = services;
	const { id: competitionId } = competition;
	const entry = student
		? updateStudent(db, student.id, { userId: user.id })
		: insertStudents(db, competitionId, [unlisted(user)], now());
	const place = {
		userId: user.id,
		name: user.name,
		section: student?.section ?? null,
		group: student?.groupName ?? null,
	};
	const statements: [BatchItem<'sqlite'>, ...BatchItem<'sqlite'>[]] = [
		entry,
		...placed(services, { competition }, place),
	];
	await db.batch(statements);
	const team = await findTeamOf(db, competitionId, user.id);
	if (team && chosen && competition.class?.names === 'chosen' && team.pseudonym === null) {
		await setPseudonym(db, team, chosen);
	}
	await ensurePseudonyms(services, competition);
}

/** Where a competition is or becomes a class: those who take part already are students of it. */
export async function enrol(
	services: Pick<Services, 'db' | 'now'>,
	competition: Seat['competition'],
): Promise<void> {
	if (!competition.class) return;
	await enrolParticipants(services.db, competition.id, services.now());
	await ensurePseudonyms(services, competition);
}

const unlisted = ({ id, name, email }: Pick<UserRow, 'id' | 'name' | 'email'>) => ({
	...{ name, email, studentId: null, section: null, groupName: null, userId: id },
});
