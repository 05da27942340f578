/** A running competition with a few results, and an organiser who corrects its labels. */
import type { Rescoring, RescoringCheck } from '#lib/api/schemas/rescoring';
import { predictions, smallCompetition } from './small.ts';
import {
	call,
	importSmall,
	joinAs,
	newPerson,
	openWorld,
	submit,
	type Answer,
	type Person,
	type World,
} from './world.ts';

export const SLUG = 'corrected';
const AT = `/competitions/${SLUG}/rescorings`;

export const solutionText = (): string =>
	new TextDecoder().decode(smallCompetition({ slug: SLUG }).get('solution.csv'));

/** The solution with some cells of a finding turned around. */
export function turned(ids: string[], column = 1): string {
	const wanted = new Set(ids);
	return solutionText()
		.split('\n')
		.map((line) => {
			const cells = line.split(',');
			if (wanted.has(cells[0]!)) cells[column] = cells[column] === '1' ? '0' : '1';
			return cells.join(',');
		})
		.join('\n');
}

export interface Proposed {
	reason?: string;
	changes?: unknown;
	solution?: string;
}

export function formOf({ reason = 'A radiologist read two again', changes, solution }: Proposed) {
	const form = new FormData();
	form.set('reason', reason);
	if (changes !== undefined) form.set('changes', JSON.stringify(changes));
	if (solution !== undefined) form.set('solution', new Blob([solution]), 'solution.csv');
	return form;
}

export interface Running {
	world: World;
	organiser: Person;
	people: Person[];
	propose<T = Rescoring>(what: Proposed, query?: string): Promise<Answer<T>>;
	check(what: Proposed): Promise<Answer<RescoringCheck>>;
	get<T>(path: string, who?: Person): Promise<Answer<T>>;
	post<T>(path: string, json?: unknown): Promise<Answer<T>>;
}

/** @param skills of the participants, by skill on the public and on the private rows */
export async function openRunning(
	skills: [open: number, hidden: number][] = [
		[0.9, 0.5],
		[0.7, 0.9],
		[0.4, 0.7],
		[0.2, 0.2],
	],
	{
		yaml = 'limits: { per_day: 50, final: 1 }',
		now = undefined as (() => number) | undefined,
	} = {},
): Promise<Running> {
	const world = await openWorld(now ? { now } : {});
	const { holdout } = world;
	const organiser = await newPerson(holdout, 'organiser', 'Olga');
	await importSmall(holdout, { slug: SLUG, yaml }, organiser.id);
	const people: Person[] = [];
	for (const [i, [open, hidden]] of skills.entries()) {
		const person = await newPerson(holdout, 'participant', `Team ${'ABCDEFGH'[i]}`);
		await joinAs(holdout, person, SLUG);
		await submit(holdout, person, SLUG, predictions(open, { hidden }));
		people.push(person);
	}
	await holdout.lifecycle.drain();
	const post = <T>(path: string, json?: unknown) =>
		call<T>(holdout, organiser, `${AT}${path}`, { method: 'POST', json });
	const propose = <T>(what: Proposed, query = '') =>
		call<T>(holdout, organiser, `${AT}${query}`, { method: 'POST', body: formOf(what) });
	return {
		...{ world, organiser, people, post, propose },
		check: (what) => propose<RescoringCheck>(what, '?dry_run=true'),
		get: (path, who = organiser) => call(holdout, who, `${AT}${path}`),
	};
}
