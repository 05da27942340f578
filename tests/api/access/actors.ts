/** Everyone who may knock at the API, and what each of them may be answered. */
import type { Holdout } from '#lib/server/holdout';
import { publishSmall } from '../baseline.ts';
import { predictions } from '../small.ts';
import { byToken, call, importFolder, joinAs, newPerson, NOBODY, submit } from '../world.ts';
import { planted } from './canary.ts';

export const ACTORS = [
	...(['anonymous', 'stranger', 'participant', 'member', 'author', 'otherOrganiser'] as const),
	...(['coOrganiser', 'owner', 'admin'] as const),
	...(['authorRead', 'authorSubmit', 'authorOrganise'] as const),
	...(['ownerRead', 'ownerSubmit', 'ownerOrganise', 'adminRead', 'adminOrganise'] as const),
];
export type Actor = (typeof ACTORS)[number];

/** The competition that the table is about; `elsewhere` belongs to the other organiser. */
export const SLUG = 'table';

/** A status, or a status and the code of the refusal. */
export type Expected = number | readonly [status: number, code: string];
export type Answers = Record<Actor, Expected>;

export const UNAUTHENTICATED = [401, 'unauthenticated'] as const;
export const FORBIDDEN = [403, 'forbidden'] as const;
export const SCOPE = [403, 'insufficient_scope'] as const;
export const NOT_JOINED = [403, 'not_joined'] as const;
export const NOT_FOUND = [404, 'not_found'] as const;

const all = (expected: Expected, of: readonly Actor[] = ACTORS): Answers =>
	Object.fromEntries(of.map((actor) => [actor, expected])) as Answers;

/** `author` sent the submission and is the captain of the team; `member` is of the same team. */
const TEAM = ['member', 'author', 'authorRead', 'authorSubmit', 'authorOrganise'] as const;
const JOINED = ['participant', ...TEAM] as const;
/** Of this competition, and not by a token that lacks the scope. */
const ORGANISERS = ['coOrganiser', 'owner', 'admin', 'ownerOrganise', 'adminOrganise'] as const;
const OWNERS = ['owner', 'admin', 'ownerOrganise', 'adminOrganise'] as const;
const ADMINS = ['admin', 'adminOrganise'] as const;
const TOKENS = ACTORS.filter((actor) => /(Read|Submit|Organise)$/.test(actor));
const without = (scope: string) => TOKENS.filter((actor) => !actor.endsWith(scope));

export const everyone = (yes: Expected): Answers => all(yes);
export const signedIn = (yes: Expected): Answers => ({ ...all(yes), anonymous: UNAUTHENTICATED });
/** Not by a token. */
export const session = (yes: Expected): Answers => ({ ...signedIn(yes), ...all(SCOPE, TOKENS) });

/** What a token may only do with `submit`. */
export const signedInToSubmit = (yes: Expected): Answers => ({
	...signedIn(yes),
	...all(SCOPE, without('Submit')),
});

const byScope = (yes: Expected, allowed: readonly Actor[]): Answers => ({
	...signedIn(FORBIDDEN),
	...all(SCOPE, without('Organise')),
	...all(yes, allowed),
});
export const organisers = (yes: Expected): Answers => byScope(yes, ORGANISERS);
/** The organisers' part of a table, where others are not simply forbidden. */
export const onlyOrganisers = (yes: Expected): Partial<Answers> => all(yes, ORGANISERS);
export const owners = (yes: Expected): Answers => byScope(yes, OWNERS);
export const admins = (yes: Expected): Answers => byScope(yes, ADMINS);
/** Whoever may make competitions. */
export const makers = (yes: Expected): Answers => byScope(yes, ['otherOrganiser', ...OWNERS]);

export const joined = (yes: Expected): Answers => ({
	...signedIn(NOT_JOINED),
	...all(yes, JOINED),
});
export const joinedOrOrganiser = (yes: Expected): Answers => ({
	...joined(yes),
	...all(yes, ORGANISERS),
});
/** Something that only a token with `submit` may do. */
export const joinedToSubmit = (yes: Expected): Answers => ({
	...joined(yes),
	...all(SCOPE, without('Submit')),
});
/** A submission of the team: nobody else learns that it exists. */
export const ofTeam = (yes: Expected): Answers => ({
	...signedIn(NOT_FOUND),
	...all(yes, TEAM),
	...all(yes, ORGANISERS),
});

export interface World {
	headers: Record<Actor, Record<string, string>>;
	submission: string;
	baseline: string;
	/** What no answer but the export may hold. */
	canaries: readonly string[];
}

export async function openCast(holdout: Holdout): Promise<World> {
	const person = (role?: 'admin' | 'organiser') => newPerson(holdout, role);
	const admin = await person('admin');
	const [owner, otherOrganiser] = [await person('organiser'), await person('organiser')];
	const [coOrganiser, stranger, participant] = [await person(), await person(), await person()];
	const [author, member] = [await person(), await person()];
	const { folder, canaries } = planted(SLUG);
	await importFolder(holdout, folder, owner.id);
	await importFolder(holdout, planted('elsewhere').folder, otherOrganiser.id);
	for (const who of [author, member, participant]) await joinAs(holdout, who, SLUG);
	const invited = await call<{ invite_code: string }>(
		holdout,
		author,
		`/competitions/${SLUG}/team/invitation`,
		{ method: 'POST' },
	);
	const code = invited.body.invite_code;
	const merged = await call(holdout, member, `/competitions/${SLUG}/team/merge`, {
		...{ method: 'POST', json: { code } },
	});
	if (merged.status !== 200) throw new Error(merged.text);
	await call(holdout, owner, `/competitions/${SLUG}/staff`, {
		...{ method: 'POST', json: { email: coOrganiser.email } },
	});
	const submission = (await submit(holdout, author, SLUG, predictions(0.5))).body.id;
	const baseline = (await publishSmall(holdout, owner, SLUG)).id;
	await holdout.lifecycle.drain();
	const people = {
		...{ anonymous: NOBODY, stranger, participant, member, author },
		...{ otherOrganiser, coOrganiser, owner, admin },
		authorRead: await byToken(holdout, author, ['read']),
		authorSubmit: await byToken(holdout, author, ['submit']),
		authorOrganise: await byToken(holdout, author, ['organise']),
		ownerRead: await byToken(holdout, owner, ['read']),
		ownerSubmit: await byToken(holdout, owner, ['submit']),
		ownerOrganise: await byToken(holdout, owner, ['organise']),
		adminRead: await byToken(holdout, admin, ['read']),
		adminOrganise: await byToken(holdout, admin, ['organise']),
	};
	const headers = Object.fromEntries(
		Object.entries(people).map(([actor, who]) => [actor, who.headers]),
	) as World['headers'];
	return { headers, submission, baseline, canaries };
}
