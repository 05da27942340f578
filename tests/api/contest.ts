/** One participant in one small competition, and a clock to turn. */
import type { Attempts } from '#lib/api/schemas/competitions';
import type { Submission } from '#lib/api/schemas/submissions';
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

export interface Contest {
	world: World;
	person: Person;
	/** What the server takes for now, UTC ms. */
	clock: number;
	send(body: BodyInit, query?: string): ReturnType<typeof submit<Submission>>;
	attempts(): Promise<Attempts>;
}

/** @param yaml further lines of competition.yaml */
export async function openContest(yaml = 'limits: { per_day: 5 }'): Promise<Contest> {
	const contest = { clock: Date.UTC(2026, 0, 10, 12) } as Contest;
	const world = await openWorld({ now: () => contest.clock, maxUploadBytes: 1_000_000 });
	const { holdout } = world;
	await newPerson(holdout, 'admin');
	await importSmall(holdout, { slug: 'small', yaml });
	const person = await newPerson(holdout);
	await joinAs(holdout, person, 'small');
	return Object.assign(contest, {
		world,
		person,
		send: (body: BodyInit, query?: string) =>
			submit<Submission>(holdout, person, 'small', body, query),
		attempts: async () =>
			(await call<Attempts>(holdout, person, '/competitions/small/attempts')).body,
	});
}
