import { Zip, ZipDeflate, ZipPassThrough } from 'fflate';
import type { SubmissionView } from '#db/queries/submissions';
import type { FileStore } from '../storage/store.ts';

/** A name that any system can unpack: no separators, no leading dot, not too long. */
const safe = (text: string) =>
	text
		.replace(/[^\p{L}\p{N} ._-]/gu, '_')
		.replace(/^[. ]+|[. ]+$/g, '')
		.slice(0, 80) || 'unnamed';

/** `team/2026-01-10T12-00-00Z-<id>-file.csv`: unique by the id, sorted by time. */
export const nameInZip = ({ row, team }: Pick<SubmissionView, 'row' | 'team'>): string => {
	const at = new Date(row.createdAt).toISOString().slice(0, 19).replaceAll(':', '-');
	return `${safe(team.name)}/${at}Z-${row.id}-${safe(row.fileName)}`;
};

const isPacked = (name: string) => /\.(gz|zip)$/i.test(name);

async function* chunks(
	files: FileStore,
	rows: SubmissionView[],
	table: string,
): AsyncGenerator<Uint8Array> {
	const ready: Uint8Array[] = [];
	const zip = new Zip((error, chunk) => {
		if (error) throw error;
		ready.push(chunk);
	});
	const index = new ZipDeflate('submissions.csv');
	zip.add(index);
	index.push(new TextEncoder().encode(table), true);
	for (const view of rows) {
		const { row } = view;
		const name = nameInZip(view);
		const entry = isPacked(name) ? new ZipPassThrough(name) : new ZipDeflate(name, { level: 6 });
		entry.mtime = new Date(Math.max(row.createdAt, Date.UTC(1980, 0, 2)));
		zip.add(entry);
		for await (const part of await files.readStream(row.sha256)) {
			entry.push(part);
			yield* ready.splice(0);
		}
		entry.push(new Uint8Array(0), true);
		yield* ready.splice(0);
	}
	zip.end();
	yield* ready.splice(0);
}

/** A zip that is made while it is sent: never more than a chunk of it is in memory. */
export const zipOfSubmissions = (
	files: FileStore,
	rows: SubmissionView[],
	table: string,
): ReadableStream<Uint8Array> => {
	const source = chunks(files, rows, table);
	return new ReadableStream({
		async pull(controller) {
			const { value, done } = await source.next();
			if (done) controller.close();
			else controller.enqueue(value);
		},
		cancel: async () => void (await source.return(undefined)),
	});
};
