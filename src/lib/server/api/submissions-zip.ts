import type { SubmissionView } from '#db/queries/submissions';
import type { FileStore } from '../storage/store.ts';
import { safeName, zipStream, type ZipItem } from '../zip-stream.ts';

export type ZippedSubmission = Pick<SubmissionView, 'row' | 'team'>;

/** `team/2026-01-10T12-00-00Z-<id>-file.csv`: unique by the id, sorted by time. */
export const nameInZip = ({ row, team }: ZippedSubmission): string => {
	const at = new Date(row.createdAt).toISOString().slice(0, 19).replaceAll(':', '-');
	return `${safeName(team.name)}/${at}Z-${row.id}-${safeName(row.fileName)}`;
};

function* items(
	files: FileStore,
	rows: readonly ZippedSubmission[],
	texts: Readonly<Record<string, string>>,
): Generator<ZipItem> {
	for (const [name, text] of Object.entries(texts))
		yield { name, content: new TextEncoder().encode(text) };
	for (const view of rows) {
		const { createdAt, sha256 } = view.row;
		yield { name: nameInZip(view), at: createdAt, content: () => files.readStream(sha256) };
	}
}

export const zipOfSubmissions = (
	files: FileStore,
	rows: readonly ZippedSubmission[],
	texts: Readonly<Record<string, string>>,
) => zipStream(items(files, rows, texts));
