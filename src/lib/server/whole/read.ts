/** A zip of a whole competition, checked before anything of it is written. */
import { crc32 } from '#scorer/archive/crc32';
import { inflateRaw } from '#scorer/archive/inflate';
import { readZip, type ZipEntry } from '#scorer/archive/zip';
import type { AuditRow } from '#db/schema/audit';
import { sha256 } from '#lib/verification/hash';
import type { FileProblem } from '../errors.ts';
import {
	AUDIT,
	filePath,
	MANIFEST,
	ManifestSchema,
	tablePath,
	USERS,
	type Manifest,
	type Row,
	type WholeUser,
} from './format.ts';
import { namesFile, WHOLE_TABLES } from './tables.ts';

export interface Whole {
	manifest: Manifest;
	users: WholeUser[];
	rows: Map<string, Row[]>;
	audit: AuditRow[];
	/** Hashes of the stored files in the zip. */
	files: string[];
	readFile(sha256: string): Uint8Array;
}

/** Unpacked, one entry holds no more. */
const MOST_BYTES = 2e9;

function bytesOf(entry: ZipEntry): Uint8Array | null {
	if (entry.encrypted) return null;
	const inflated =
		entry.method === 0
			? { ok: true as const, bytes: entry.data }
			: inflateRaw(entry.data, MOST_BYTES);
	return inflated.ok && crc32(inflated.bytes) === entry.crc ? inflated.bytes : null;
}

const fault = (file: string, detail: string, remedy: string): FileProblem => ({
	...{ code: 'bad_export', file, detail, remedy },
});
const AGAIN = 'Export the competition again and import the file as it is.';

/** Is this a zip of a whole competition, and no competition folder? */
export const isWhole = (bytes: Uint8Array): boolean =>
	readZip(bytes)?.some(({ name }) => name === MANIFEST) ?? false;

function readRows<T>(bytes: Uint8Array): T[] {
	const text = new TextDecoder().decode(bytes);
	return text.split('\n').flatMap((line) => (line ? [JSON.parse(line) as T] : []));
}

function tableProblems(manifest: Manifest, rows: Map<string, Row[]>): FileProblem[] {
	const known = new Map(WHOLE_TABLES.map((table) => [table.name, new Set(table.columns)]));
	return Object.entries(manifest.rows).flatMap(([name, count]) => {
		const columns = known.get(name);
		const found = rows.get(name) ?? [];
		const newer = `Update this server to version ${manifest.version} or later.`;
		if (!columns) return [fault(tablePath(name), 'This version knows no such table.', newer)];
		const strange = Object.keys(found[0] ?? {}).filter((column) => !columns.has(column));
		return [
			...(found.length === count
				? []
				: [
						fault(tablePath(name), `${count} rows were exported, ${found.length} are here.`, AGAIN),
					]),
			...(strange.length
				? [fault(tablePath(name), `This version knows no column "${strange[0]}".`, newer)]
				: []),
		];
	});
}

/** Reads and checks the zip: every problem at once. */
export async function readWhole(
	bytes: Uint8Array,
): Promise<{ whole: Whole | null; problems: FileProblem[] }> {
	const entries = new Map((readZip(bytes) ?? []).map((entry) => [entry.name, entry]));
	const no = (...problems: FileProblem[]) => ({ whole: null, problems });
	const read = (name: string) => {
		const entry = entries.get(name);
		return entry ? bytesOf(entry) : null;
	};
	const head = read(MANIFEST);
	if (!head) return no(fault(MANIFEST, 'The zip holds no export of a whole competition.', AGAIN));
	try {
		const manifest = ManifestSchema.parse(JSON.parse(new TextDecoder().decode(head)));
		const rowsIn = <T>(name: string) => readRows<T>(read(name) ?? new Uint8Array());
		const rows = new Map(WHOLE_TABLES.map(({ name }) => [name, rowsIn<Row>(tablePath(name))]));
		const problems = tableProblems(manifest, rows);
		const audit = rowsIn<AuditRow>(AUDIT);
		if (audit.length !== manifest.audit) problems.push(fault(AUDIT, 'Entries are missing.', AGAIN));
		const files = [...entries.keys()].flatMap(
			(name) => /^files\/([0-9a-f]{64})$/.exec(name)?.[1] ?? [],
		);
		for (const hash of files) {
			const content = read(filePath(hash));
			if (content && (await sha256(content)) === hash) continue;
			problems.push(fault(filePath(hash), 'The file is damaged.', AGAIN));
		}
		problems.push(...missingFiles(rows, new Set(files)));
		if (problems.length) return no(...problems);
		const readFile = (hash: string) => read(filePath(hash))!;
		const users = rowsIn<WholeUser>(USERS);
		return { whole: { manifest, users, rows, audit, files, readFile }, problems: [] };
	} catch (error) {
		const detail = error instanceof Error ? error.message.slice(0, 300) : 'It cannot be read.';
		return no(fault(MANIFEST, detail, AGAIN));
	}
}

/** Files that rows need; evidence may be absent. */
function missingFiles(rows: Map<string, Row[]>, there: ReadonlySet<string>): FileProblem[] {
	const needed = WHOLE_TABLES.flatMap(({ name, columns }) =>
		columns
			.filter((column) => namesFile(column) && !column.endsWith('evidence'))
			.flatMap((column) => rows.get(name)!.map((row) => row[column])),
	);
	const missing = new Set(needed.filter((hash) => hash && !there.has(String(hash))));
	return [...missing]
		.slice(0, 20)
		.map((hash) => fault(filePath(String(hash)), 'The file is not in the zip.', AGAIN));
}
