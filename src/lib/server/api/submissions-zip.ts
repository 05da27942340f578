import type { SubmissionView } from '#db/queries/submissions';
import type { FileStore } from '../storage/store.ts';
import { safeName, zipStream, type ZipItem } from '../zip-stream.ts';

/** `team/2026-01-10T12-00-00Z-<id>-file.csv`: unique by the id, sorted by time. */
export const nameInZip = ({ row, team }: Pick<SubmissionView, 'row' | 'team'>): string => {
	const at = new Date(row.createdAt).toISOString().slice(0, 19).replaceAll(':', '-');
	return `${safeName(team.name)}/${at}Z-${row.id}-${safeName(row.fileName)}`;
};

function* items(files: FileStore, rows: SubmissionView[], table: string): Generator<ZipItem> {
	yield { name: 'submissions.csv', content: new TextEncoder().encode(table) };
	for (const view of rows) {
		const { createdAt, sha256 } = view.row;
		yield { name: nameInZip(view), at: createdAt, content: () => files.readStream(sha256) };
	}
}

export const zipOfSubmissions = (files: FileStore, rows: SubmissionView[], table: string) =>
	zipStream(items(files, rows, table));
