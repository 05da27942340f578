/** A class with a clock to turn, its instructor, and students by their address. */
import type { ClassRoster, ClassRules, RosterChange } from '#lib/api/schemas/classes';
import { createToken } from '#lib/server/auth/tokens';
import { createUser } from '#lib/server/auth/accounts';
import {
	call,
	importSmall,
	joinAs,
	newPerson,
	openWorld,
	submit,
	type Person,
	type World,
} from './world.ts';

export const DAY = 24 * 60 * 60 * 1000;
export const OPENS = Date.UTC(2026, 0, 1);
export const CLOSES = Date.UTC(2026, 0, 20);

export interface Classroom {
	world: World;
	/** What the server takes for now, UTC ms. */
	clock: number;
	instructor: Person;
	rules(rules: Partial<ClassRules> | null): ReturnType<typeof call>;
	upload(
		csv: BodyInit,
		query?: string,
	): Promise<{ status: number; body: RosterChange & { code?: string } }>;
	/** Looks at what a list changes, and changes it. */
	bring(csv: string, query?: string): Promise<RosterChange>;
	roster(): Promise<ClassRoster>;
	/** Signs up with an address. */
	account(email: string, name?: string): Promise<Person>;
	/** Signs up and takes part. */
	enter(email: string, name?: string): Promise<Person>;
	send(who: Person, csv: string): ReturnType<typeof submit>;
	get<T>(who: { headers: Record<string, string> }, path: string): Promise<T>;
}

/** @param yaml further lines of competition.yaml */
export async function openClass(rules: Partial<ClassRules> = {}, yaml = ''): Promise<Classroom> {
	const room = { clock: Date.UTC(2026, 0, 10, 12) } as Classroom;
	const world = await openWorld({ now: () => room.clock });
	const { holdout } = world;
	await newPerson(holdout, 'admin');
	const instructor = await newPerson(holdout, 'organiser', 'Inge Instructor');
	const dates = `opens: ${new Date(OPENS).toISOString()}\ncloses: ${new Date(CLOSES).toISOString()}`;
	await importSmall(holdout, { slug: 'course', yaml: `${dates}\n${yaml}` }, instructor.id);
	const upload = (csv: BodyInit, query = '') =>
		call<RosterChange & { code?: string }>(
			holdout,
			instructor,
			`/competitions/course/roster${query}`,
			{
				...{ method: 'POST', body: csv, type: 'text/csv' },
			},
		);
	Object.assign(room, {
		world,
		instructor,
		upload,
		rules: (more: Partial<ClassRules> | null) =>
			call(holdout, instructor, '/competitions/course', {
				method: 'PATCH',
				json: {
					class: more && { names: 'real', board: 'everyone', top: 3, late: null, ...more },
				},
			}),
		async bring(csv: string, query = '') {
			const { body } = await upload(csv, `?${query}`);
			return (await upload(csv, `?${query}&apply=${body.revision}`)).body;
		},
		roster: () => room.get<ClassRoster>(instructor, '/competitions/course/roster'),
		async account(email: string, name = email.split('@')[0]!) {
			// Without a password, which takes long to hash: students send tokens here.
			const { id } = await createUser(holdout, { name, email });
			const token = { name: 'test', scopes: ['submit' as const], expires_in_days: null };
			const made = await createToken(holdout, id, token);
			return { id, email, headers: { authorization: `Bearer ${made.token}` } };
		},
		async enter(email: string, name?: string) {
			const person = await room.account(email, name);
			const joined = await joinAs(holdout, person, 'course');
			if (joined.status !== 200) throw new Error(JSON.stringify(joined.body));
			return person;
		},
		send: (who: Person, csv: string) => submit(holdout, who, 'course', csv),
		async get(who: Person, path: string) {
			return (await call(holdout, who, path)).body;
		},
	});
	const made = await room.rules(rules);
	if (made.status !== 200) throw new Error(JSON.stringify(made.body));
	return room;
}
