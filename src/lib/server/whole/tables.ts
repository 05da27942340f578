/**
 * Every table that belongs to a competition, found by following foreign keys from it, so that a table
 * that is added later is exported too. In an order in which rows can be inserted.
 */
import { is, sql, type SQL } from 'drizzle-orm';
import { getTableConfig, SQLiteTable } from 'drizzle-orm/sqlite-core';
import * as schema from '#db/schema/index';

export interface WholeTable {
	name: string;
	columns: string[];
	/** Rows of a competition, by its id. */
	where(competitionId: string): SQL;
	/** Columns that name an account, by which tables refer to people. */
	people: string[];
}

/** Messages to single people, and what they were told: of their accounts, not of the competition. */
const LEFT_OUT = new Set(['notifications', 'outbox', 'told_events']);

interface Found {
	name: string;
	columns: string[];
	keys: { column: string; to: string; key: string }[];
}

const every: Found[] = Object.values(schema as Record<string, unknown>)
	.filter((value): value is SQLiteTable => is(value, SQLiteTable))
	.map((table) => {
		const { name, columns, foreignKeys } = getTableConfig(table);
		return {
			name,
			columns: columns.map((column) => column.name),
			keys: foreignKeys.map((foreign) => {
				const { columns: from, foreignTable, foreignColumns } = foreign.reference();
				const to = getTableConfig(foreignTable).name;
				return { column: from[0]!.name, to, key: foreignColumns[0]!.name };
			}),
		};
	});

function follow(): WholeTable[] {
	const found = new Map<string, WholeTable>();
	const peopleOf = ({ keys }: Found) =>
		keys.filter(({ to }) => to === 'user').map(({ column }) => column);
	const left = every.filter(({ name }) => !LEFT_OUT.has(name));
	for (let grew = true; grew;) {
		grew = false;
		for (const table of left) {
			if (found.has(table.name)) continue;
			const parents = table.keys.filter(({ to }) => to !== 'user' && to !== table.name);
			const isRoot = table.name === 'competitions';
			// Its parents come first; a table whose parents are no part of a competition is none either.
			if (!isRoot && (!parents.length || !parents.every(({ to }) => found.has(to)))) continue;
			const parent = parents.find(({ to }) => to === 'competitions') ?? parents[0];
			found.set(table.name, {
				...{ name: table.name, columns: table.columns, people: peopleOf(table) },
				where: (id) =>
					parent
						? sql`${sql.identifier(parent.column)} IN (SELECT ${sql.identifier(parent.key)}
							FROM ${sql.identifier(parent.to)} WHERE ${found.get(parent.to)!.where(id)})`
						: sql`id = ${id}`,
			});
			grew = true;
		}
	}
	return [...found.values()];
}

export const WHOLE_TABLES: readonly WholeTable[] = follow();

/** Does a column name a stored file by its hash? */
export const namesFile = (column: string): boolean => /(^|_)(sha256|evidence)$/.test(column);
