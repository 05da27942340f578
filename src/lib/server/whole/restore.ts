/** Brings a competition back as it was on the server that exported it. */
import { sql, type SQL } from 'drizzle-orm';
import { verifyChain } from '#db/audit-chain';
import { withEntry, type Actor } from '#db/queries/audit';
import type { Db } from '#db/client.server';
import { ApiError } from '../errors.ts';
import type { Services } from '../services.ts';
import type { Row, WholeUser } from './format.ts';
import type { Whole } from './read.ts';
import { WHOLE_TABLES } from './tables.ts';

type Needs = Pick<Services, 'db' | 'files' | 'now' | 'wake'>;

const CHUNK = 100;

async function requireFree({ db }: Needs, { manifest }: Whole): Promise<void> {
	const { id, slug } = manifest.competition;
	const taken = await db.all<{ slug: string }>(
		sql`SELECT slug FROM competitions WHERE id = ${id} OR slug = ${slug}`,
	);
	const logged = await db.all(
		sql`SELECT 1 FROM audit_entries WHERE competition_id = ${id} LIMIT 1`,
	);
	if (!taken.length && !logged.length) return;
	throw new ApiError('slug_taken', {
		detail: taken.length
			? `There is a competition "${taken[0]!.slug}" already.`
			: 'This competition was on this server before, and its audit log still is.',
		remedy: 'Import it on another server.',
	});
}

/**
 * Accounts of the other server by those of this one: the same address is the same person; whoever
 * is not here gets an account without a password.
 */
async function matchUsers({ db, now }: Needs, users: WholeUser[]): Promise<Map<string, string>> {
	const here = new Map<string, string>();
	for (const { id, name, email } of users) {
		const address = email ?? `${id}@restored.invalid`;
		const [known] = await db.all<{ id: string }>(
			sql`SELECT id FROM user WHERE email = ${address.toLowerCase()} OR id = ${id} LIMIT 1`,
		);
		here.set(id, known?.id ?? id);
		if (known) continue;
		await db.run(sql`INSERT INTO user (id, name, email, email_verified, role, created_at, updated_at)
			VALUES (${id}, ${name}, ${address.toLowerCase()}, 0, 'participant', ${now()}, ${now()})`);
	}
	return here;
}

const insert = (table: string, row: Row): SQL => {
	const columns = Object.keys(row);
	const list = (parts: SQL[]) => sql.join(parts, sql`, `);
	return sql`INSERT INTO ${sql.identifier(table)}
		(${list(columns.map((column) => sql`${sql.identifier(column)}`))})
		VALUES (${list(columns.map((column) => sql`${row[column]}`))})`;
};

async function insertAll(db: Db, statements: SQL[], onChunk: (n: number) => void): Promise<void> {
	for (let at = 0; at < statements.length; at += CHUNK) {
		const [first, ...rest] = statements.slice(at, at + CHUNK).map((statement) => db.run(statement));
		await db.batch([first!, ...rest]);
		onChunk(rest.length + 1);
	}
}

/** A row with its people as they are called here. */
function translated(row: Row, people: readonly string[], here: Map<string, string>): Row {
	const out = { ...row };
	for (const column of people) {
		const id = row[column];
		if (typeof id === 'string') out[column] = here.get(id) ?? null;
	}
	return out;
}

/**
 * Writes everything; if something fails, nothing of it stays but files and accounts. Until the end it
 * is a draft, so that nobody meets half of a competition.
 * @throws ApiError slug_taken, and invalid_folder where the audit log was changed
 */
export async function restoreWhole(
	services: Needs,
	whole: Whole,
	actor: Actor,
	onProgress: (share: number) => void = () => undefined,
): Promise<{ slug: string }> {
	const { db, files, now } = services;
	const { id, slug } = whole.manifest.competition;
	await requireFree(services, whole);
	const pages = (async function* () {
		yield whole.audit;
	})();
	const chain = await verifyChain(pages);
	if (!chain.whole) {
		throw new ApiError('invalid_folder', {
			detail: `Its audit log is broken at entry ${chain.brokenAt!.seq}.`,
			remedy: 'Export it again from the server that it comes from.',
		});
	}
	const total = whole.files.length + whole.audit.length + [...whole.rows.values()].flat().length;
	let done = 0;
	const step = (n: number) => onProgress((done += n) / Math.max(1, total));
	for (const hash of whole.files) {
		await files.write(whole.readFile(hash));
		step(1);
	}
	const here = await matchUsers(services, whole.users);
	const [competition] = whole.rows.get('competitions') as [Row];
	try {
		for (const { name, people } of WHOLE_TABLES) {
			const rows = whole.rows.get(name)!.map((row) => translated(row, people, here));
			const hidden = name === 'competitions' ? rows.map((row) => ({ ...row, draft: 1 })) : rows;
			await insertAll(
				db,
				hidden.map((row) => insert(name, row)),
				step,
			);
		}
	} catch (error) {
		await db.run(sql`DELETE FROM competitions WHERE id = ${id}`);
		throw error;
	}
	const rows = whole.audit.map((entry) => insert('audit_entries', auditRow(entry)));
	await insertAll(db, rows, step);
	const entry = { competitionId: id, at: now(), actor, action: 'competition_restored' as const };
	await withEntry(db, { ...entry, target: slug }, [
		db.run(sql`UPDATE competitions SET draft = ${competition.draft ?? 0} WHERE id = ${id}`),
	]);
	services.wake();
	return { slug };
}

const auditRow = (e: Whole['audit'][number]): Row => ({
	...{ competition_id: e.competitionId, seq: e.seq, at: e.at, actor_id: e.actorId },
	...{ actor_name: e.actorName, action: e.action, target: e.target, detail: e.detail },
	...{ previous: e.previous, hash: e.hash },
});
