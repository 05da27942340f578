/**
 * Reads from a replica, as far as its reader has written nothing that is not there yet. A counter in
 * the database moves with every write; a reader carries the counter of their last one, and a replica
 * that has not reached it is passed by for the primary.
 */
import { AsyncLocalStorage } from 'node:async_hooks';
import type { Client, InStatement, ResultSet } from '@libsql/client';
import { isRead } from './statements.ts';

/** What holds for the statements of one request. */
export interface Reading {
	/** May reads go to the replica? */
	replica: boolean;
	/** The counter that the reader must find, or 0. */
	seen: number;
	/** The counter after the last write of this request; null without one. */
	wrote: number | null;
}

const readings = new AsyncLocalStorage<Reading>();

/** Runs a request's work. Outside of any, everything goes to the primary. */
export const withReading = <T>(reading: Reading, work: () => PromiseLike<T>): Promise<T> =>
	// Awaited inside: drizzle's queries begin when somebody waits for them.
	readings.run(reading, async () => await work());

const SET_UP = [
	'CREATE TABLE IF NOT EXISTS write_counter (id integer PRIMARY KEY CHECK (id = 1), n integer NOT NULL)',
	'INSERT OR IGNORE INTO write_counter (id, n) VALUES (1, 1)',
];
const COUNT = 'UPDATE write_counter SET n = n + 1 WHERE id = 1 RETURNING n';
const LOOK = 'SELECT n FROM write_counter WHERE id = 1';
/** A replica that failed is left alone for a while. */
const AVOID_MS = 2000;

/** Makes the primary's client read from the replica where it may. */
export async function withReplica(primary: Client, replica: Client): Promise<Client> {
	const [ask, change] = [primary.execute.bind(primary), primary.batch.bind(primary)];
	const close = primary.close.bind(primary);
	await change(SET_UP, 'write');
	let avoidUntil = 0;

	async function write(statements: Parameters<Client['batch']>[0]): Promise<ResultSet[]> {
		const results = await change([...statements, COUNT], 'write');
		const reading = readings.getStore();
		if (reading) reading.wrote = Number(results.pop()!.rows[0]!.n);
		else results.pop();
		return results;
	}

	/** Null where the replica is away or behind; the rest of the request is then the primary's. */
	async function readReplica(statement: InStatement, reading: Reading): Promise<ResultSet | null> {
		if (Date.now() < avoidUntil) return null;
		try {
			if (reading.seen === 0) return await replica.execute(statement);
			const [counter, result] = await replica.batch([LOOK, statement], 'read');
			return Number(counter!.rows[0]?.n ?? 0) >= reading.seen ? result! : null;
		} catch {
			avoidUntil = Date.now() + AVOID_MS;
			return null;
		}
	}

	async function execute(statement: InStatement): Promise<ResultSet> {
		if (!isRead(statement)) return (await write([statement]))[0]!;
		const reading = readings.getStore();
		if (reading?.replica && reading.wrote === null) {
			const result = await readReplica(statement, reading);
			if (result) return result;
			// Never back to an older state within one request.
			reading.replica = false;
		}
		return (ask as (statement: InStatement) => Promise<ResultSet>)(statement);
	}

	return Object.assign(primary, {
		execute,
		batch: write,
		close() {
			replica.close();
			close();
		},
	});
}
