/** A real Holdout on a new data folder, with people in it. Nothing here is a stand-in. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Writable } from 'node:stream';
import pino from 'pino';
import type { Role, Scope } from '#lib/api/schemas/accounts';
import { readCompetitionFolder, type Folder } from '#lib/competition-folder/index';
import { createUser } from '#lib/server/auth/accounts';
import { createToken } from '#lib/server/auth/tokens';
import { importCompetition } from '#lib/server/competitions/import';
import { openHoldout, type Holdout, type HoldoutOptions } from '#lib/server/holdout';
import type { Role as ProcessRole } from '#lib/server/lifecycle/lifecycle';
import { bytesOf } from './read-body.ts';
import { smallCompetition, type SmallOptions } from './small.ts';

export interface World {
	holdout: Holdout;
	dataDir: string;
	/** Lines of the log, parsed. */
	logged: { level: number; msg: string }[];
	close(): Promise<void>;
}

export const PASSWORD = 'correct horse battery';

export const newDataDir = () => mkdtempSync(join(tmpdir(), 'holdout-api-'));

/** Opens a Holdout; the data folder is removed at close unless it was given. */
export async function openWorld(
	options: Partial<HoldoutOptions> = {},
	role: ProcessRole = 'web',
): Promise<World> {
	const dataDir = options.dataDir ?? newDataDir();
	const logged: World['logged'] = [];
	const sink = new Writable({
		write(chunk, _encoding, done) {
			logged.push(JSON.parse(String(chunk)));
			done();
		},
	});
	const log = pino({ level: 'debug', base: null }, sink);
	const holdout = await openHoldout({ threads: 1, log, ...options, dataDir }, role);
	return {
		holdout,
		dataDir,
		logged,
		async close() {
			await holdout.close();
			if (!options.dataDir) rmSync(dataDir, { recursive: true, force: true });
		},
	};
}

/** Someone who sends requests. */
export interface Person {
	id: string;
	email: string;
	headers: Record<string, string>;
}

export const NOBODY = { headers: {} };

let people = 0;

/** An account, signed in by cookie. */
export async function newPerson(
	holdout: Holdout,
	role: Role = 'participant',
	name = `Person ${++people}`,
): Promise<Person> {
	const email = `person-${++people}@example.org`;
	const { id } = await createUser(holdout, { name, email, password: PASSWORD, role });
	const answer = await call(holdout, NOBODY, '/api/auth/sign-in/email', {
		method: 'POST',
		json: { email, password: PASSWORD },
	});
	if (answer.status !== 200) throw new Error(`sign-in failed: ${JSON.stringify(answer.body)}`);
	return { id, email, headers: { cookie: cookieOf(answer.response) } };
}

export const cookieOf = (response: Response) =>
	response.headers
		.getSetCookie()
		.map((cookie) => cookie.split(';')[0])
		.join('; ');

/** The same person by a token instead of a cookie. */
export async function byToken(holdout: Holdout, person: Person, scopes: Scope[]): Promise<Person> {
	const made = await createToken(holdout, person.id, { name: 'test', scopes, expires_in_days: 1 });
	return { ...person, headers: { authorization: `Bearer ${made.token}` } };
}

export interface Call {
	method?: string;
	json?: unknown;
	body?: BodyInit;
	type?: string;
	headers?: Record<string, string>;
}

export interface Answer<T> {
	status: number;
	body: T;
	text: string;
	response: Response;
}

/** One request through the whole API. `path` without `/api` is under `/api/v1`. */
export async function call<T = Record<string, unknown>>(
	{ api }: Holdout,
	who: { headers: Record<string, string> },
	path: string,
	{ method = 'GET', json, body, type, headers }: Call = {},
): Promise<Answer<T>> {
	const response = await api.request(path.startsWith('/api') ? path : `/api/v1${path}`, {
		method,
		headers: {
			...who.headers,
			...(json === undefined ? {} : { 'content-type': 'application/json' }),
			...(type ? { 'content-type': type } : {}),
			...headers,
		},
		body: json === undefined ? body : JSON.stringify(json),
		...(body instanceof ReadableStream ? { duplex: 'half' } : {}),
	} as RequestInit);
	const text = new TextDecoder().decode(await bytesOf(response));
	const isJson = response.headers.get('content-type')?.includes('json') && text;
	return { status: response.status, body: (isJson ? JSON.parse(text) : text) as T, text, response };
}

/** Imports a folder; throws with its problems if it has any. */
export async function importFolder(holdout: Holdout, folder: Folder, ownerId: string | null) {
	const read = readCompetitionFolder(folder);
	if (!read.competition) throw new Error(JSON.stringify(read.problems, null, 1));
	const owner = ownerId === null ? null : { id: ownerId, name: 'Organiser' };
	return importCompetition(holdout, read.competition, owner);
}

export const importSmall = (
	holdout: Holdout,
	options: SmallOptions,
	ownerId: string | null = null,
) => importFolder(holdout, smallCompetition(options), ownerId);

export const joinAs = (holdout: Holdout, who: Person, slug: string) =>
	call(holdout, who, `/competitions/${slug}/join`, {
		method: 'POST',
		json: { accept_rules: true },
	});

export const submit = <T = { id: string; status: string; code?: string }>(
	holdout: Holdout,
	who: { headers: Record<string, string> },
	slug: string,
	csv: BodyInit,
	query = '?filename=mine.csv',
) =>
	call<T>(holdout, who, `/competitions/${slug}/submissions${query}`, {
		method: 'POST',
		body: csv,
		type: 'text/csv',
	});

/** Reads a stored problem list or notices by code, for short expectations. */
export const codesOf = (items: { code: string }[]) => items.map(({ code }) => code);
