import type { Context } from 'hono';
import type { FileStore } from '../storage/store.ts';

/** Types that a browser cannot run anything from; all else is bytes. */
const TYPES: Record<string, string> = {
	csv: 'text/csv; charset=utf-8',
	txt: 'text/plain; charset=utf-8',
	json: 'application/json',
	png: 'image/png',
	jpg: 'image/jpeg',
	jpeg: 'image/jpeg',
	zip: 'application/zip',
	gz: 'application/gzip',
	pdf: 'application/pdf',
};

const typeOf = (name: string) =>
	TYPES[name.split('.').pop()?.toLowerCase() ?? ''] ?? 'application/octet-stream';

/** `attachment; filename=...`, also for names that are not ASCII (RFC 6266). */
export function attachment(name: string): string {
	const plain = name.replace(/[^\x20-\x7e]|["\\]/g, '_');
	const encoded = encodeURIComponent(name).replace(
		/['()*]/g,
		(c) => `%${c.charCodeAt(0).toString(16)}`,
	);
	return `attachment; filename="${plain}"; filename*=UTF-8''${encoded}`;
}

/** Streams a stored file, or answers 304 to whoever has these bytes. With a name it is a download. */
export async function download(
	c: Context,
	files: FileStore,
	file: { sha256: string; size?: number; name?: string; type?: string },
): Promise<Response> {
	const etag = `"${file.sha256}"`;
	const headers: Record<string, string> = {
		etag,
		// A download keeps its length, and with it the reader's progress bar.
		'cache-control': `private, no-cache${file.name === undefined ? '' : ', no-transform'}`,
		'content-type': file.type ?? typeOf(file.name ?? ''),
	};
	// Compression makes the tag a weak one.
	if (c.req.header('if-none-match')?.replace(/^W\//, '') === etag)
		return new Response(null, { status: 304, headers });
	if (file.size !== undefined) headers['content-length'] = String(file.size);
	if (file.name !== undefined) headers['content-disposition'] = attachment(file.name);
	const stream = await files.readStream(file.sha256);
	return new Response(stream as unknown as BodyInit, { headers });
}
