/** The zip that holds a whole competition. */
import { z } from 'zod';

export const WHOLE_FORMAT = 'holdout-whole/1';
export const MANIFEST = 'holdout.json';
export const USERS = 'users.jsonl';
export const AUDIT = 'audit.jsonl';
export const tablePath = (name: string) => `tables/${name}.jsonl`;
export const filePath = (sha256: string) => `files/${sha256}`;

export const ManifestSchema = z.object({
	format: z.literal(WHOLE_FORMAT),
	/** Of the program that wrote it. */
	version: z.string(),
	competition: z.object({ id: z.string(), slug: z.string(), title: z.string() }),
	exported_at: z.string(),
	/** False: people have names and ids, and no addresses. */
	addresses: z.boolean(),
	/** Rows by table. */
	rows: z.record(z.string(), z.number().int()),
	audit: z.number().int(),
});

export type Manifest = z.infer<typeof ManifestSchema>;

/** Somebody whom rows of the competition name. */
export interface WholeUser {
	id: string;
	name: string;
	/** Null where the export holds no addresses. */
	email: string | null;
}

/** A row as the database holds it. */
export type Row = Record<string, string | number | null>;
