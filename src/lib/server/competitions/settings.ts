/** What organisers may change of a running competition, as one value that revisions keep. */
import type { Revision } from '#lib/api/schemas/organise';
import type { CompetitionRow } from '#db/schema/competitions';

const COLUMNS = [
	...['title', 'summary', 'opensAt', 'closesAt', 'perDay', 'final', 'show'],
	...['late', 'reveal', 'revealAt', 'joinRule', 'joinCode', 'joinDomains', 'joinEmails'],
	...['teamMaxSize', 'mergeDeadline', 'class'],
] as const satisfies (keyof CompetitionRow)[];

export type Settings = Pick<CompetitionRow, (typeof COLUMNS)[number]>;

export const settingsOf = (row: Settings): Settings =>
	Object.fromEntries(COLUMNS.map((column) => [column, row[column]])) as Settings;

/** Under the names of competition.yaml, nested values one by one. */
const NAMES: Partial<Record<keyof Settings, string>> = {
	opensAt: 'opens',
	closesAt: 'closes',
	perDay: 'limits.per_day',
	final: 'limits.final',
	revealAt: 'reveal_at',
	teamMaxSize: 'teams.max_size',
	mergeDeadline: 'teams.merge_deadline',
	joinRule: 'join.who',
	joinCode: 'join.code',
	joinDomains: 'join.domains',
	joinEmails: 'join.emails',
};
const INSTANTS = new Set<string>(['opensAt', 'closesAt', 'revealAt', 'mergeDeadline']);

/** `reveal` of competition.yaml and of the API as columns. */
export const revealOf = (written: string): Pick<Settings, 'reveal' | 'revealAt'> =>
	written === 'at_close' || written === 'by_hand'
		? { reveal: written, revealAt: null }
		: { reveal: 'date', revealAt: Date.parse(written) };

const isNested = (value: unknown): value is object =>
	value !== null && typeof value === 'object' && !Array.isArray(value);

const leaves = (value: object): [key: string, text: string][] =>
	Object.entries(value).flatMap(([key, inner]): [string, string][] =>
		isNested(inner)
			? leaves(inner).map(([below, text]) => [`${key}.${below}`, text])
			: inner === null
				? []
				: [[key, String(inner)]],
	);

function flatten(settings: Partial<Settings>): Map<string, string | null> {
	const flat = new Map<string, string | null>();
	for (const [column, value] of Object.entries(settings)) {
		const name = NAMES[column as keyof Settings] ?? column;
		if (isNested(value)) {
			for (const [key, inner] of leaves(value)) flat.set(`${name}.${key}`, inner);
		} else if (value === null || value === undefined) flat.set(name, null);
		else if (INSTANTS.has(column)) flat.set(name, new Date(Number(value)).toISOString());
		else flat.set(name, Array.isArray(value) ? value.join(', ') : String(value));
	}
	return flat;
}

/** What differs between two states of the settings. */
export function changesBetween(
	before: Partial<Settings>,
	after: Partial<Settings>,
): Revision['changes'] {
	const [old, young] = [flatten(before), flatten(after)];
	return [...new Set([...old.keys(), ...young.keys()])]
		.map((key) => ({ key, before: old.get(key) ?? null, after: young.get(key) ?? null }))
		.filter((change) => change.before !== change.after);
}
