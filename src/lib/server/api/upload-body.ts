import { ReadableStream } from 'node:stream/web';
import { ApiError } from '../errors.ts';
import { brokenOff, tooLarge } from '../lifecycle/receive.ts';

type Bytes = ReadableStream<Uint8Array>;

const FILE_TYPES = new Set([
	'text/csv',
	'application/csv',
	'text/plain',
	'application/gzip',
	'application/x-gzip',
	'application/zip',
	'application/x-zip-compressed',
	'application/octet-stream',
	// What Windows calls a CSV.
	'application/vnd.ms-excel',
]);

const essence = (request: Request) =>
	(request.headers.get('content-type') ?? '').split(';')[0]!.trim().toLowerCase();

/** @throws ApiError file_too_large when the request says so itself; before anything is read */
export function requireLength(request: Request, maxBytes: number): void {
	if (Number(request.headers.get('content-length') ?? 0) > maxBytes) throw tooLarge(maxBytes);
}

/** Passes a stream on up to the cap, and tells why it ended before its end. */
function capped(stream: Bytes, maxBytes: number, onEarlyEnd: (why: ApiError) => void): Bytes {
	const reader = stream.getReader();
	let size = 0;
	return new ReadableStream<Uint8Array>({
		async pull(controller) {
			const end = (why: ApiError) => {
				onEarlyEnd(why);
				reader.releaseLock();
				controller.error(why);
			};
			try {
				const { done, value } = await reader.read();
				if (done) return controller.close();
				size += value.length;
				if (size > maxBytes) return end(tooLarge(maxBytes));
				controller.enqueue(value);
			} catch (error) {
				end(brokenOff(error, { maxUploadBytes: maxBytes }));
			}
		},
	});
}

/** The whole body, of which never more than the cap is held. */
export async function readBody(
	request: Request,
	maxBytes: number,
): Promise<Uint8Array<ArrayBuffer>> {
	const response = await cappedResponse(request, maxBytes, (r) => r.arrayBuffer());
	return new Uint8Array(response);
}

async function cappedResponse<T>(
	request: Request,
	maxBytes: number,
	read: (response: Response) => Promise<T>,
): Promise<T> {
	requireLength(request, maxBytes);
	let early: ApiError | undefined;
	const stream = request.body && capped(request.body as Bytes, maxBytes, (why) => (early = why));
	try {
		return await read(
			new Response(stream as BodyInit | null, {
				headers: { 'content-type': request.headers.get('content-type') ?? '' },
			}),
		);
	} catch (error) {
		if (early) throw early;
		if (error instanceof TypeError) {
			throw new ApiError('invalid_request', { detail: 'The body could not be read.' });
		}
		throw error;
	}
}

/**
 * A whole form. Its parts are held in memory, up to the cap.
 * @throws ApiError unsupported_media_type, file_too_large, invalid_request
 */
export function readForm(request: Request, maxBytes: number): Promise<FormData> {
	if (essence(request) !== 'multipart/form-data') {
		throw new ApiError('unsupported_media_type', { remedy: 'Send a form (multipart/form-data).' });
	}
	// A form adds its boundaries and headings around the file.
	return cappedResponse(request, maxBytes + 10_000, (r) => r.formData());
}

const emptyStream = () => new Blob([]).stream() as Bytes;

/**
 * The file of an upload: the body itself, or the first file of a form. A form's parts are held in
 * memory, up to the cap; a body is passed on as it arrives.
 * @throws ApiError unsupported_media_type, file_too_large, invalid_request
 */
export async function uploadedFile(
	request: Request,
	maxBytes: number,
): Promise<{ stream: Bytes; name?: string }> {
	const type = essence(request);
	if (type === 'multipart/form-data') {
		const form = await readForm(request, maxBytes);
		const file = [...form.values()].find((value) => typeof value !== 'string');
		if (!file) {
			throw new ApiError('invalid_request', {
				detail: 'The form holds no file.',
				remedy: 'Send the file as one part of the form.',
			});
		}
		if (file.size > maxBytes) throw tooLarge(maxBytes);
		return { stream: file.stream() as Bytes, name: file.name };
	}
	if (!FILE_TYPES.has(type)) {
		throw new ApiError('unsupported_media_type', {
			detail: type ? `"${type}" is not taken.` : 'The request has no Content-Type.',
			remedy:
				'Send text/csv, application/gzip, application/zip with one CSV, or a form with a file.',
		});
	}
	requireLength(request, maxBytes);
	return { stream: (request.body as Bytes | null) ?? emptyStream() };
}

const PATIENCE_MS = 60_000;

/**
 * Reads and forgets what a refused request is still sending. Browsers look at the answer only when
 * they have sent everything.
 */
export async function discardRest(request: Request): Promise<void> {
	if (!request.body || request.body.locked) return;
	const reader = request.body.getReader();
	const until = Date.now() + PATIENCE_MS;
	try {
		while (Date.now() < until) if ((await reader.read()).done) return;
		await reader.cancel();
	} catch {
		// The sender has gone.
	}
}
