import { ApiError, toProblem, UNREACHABLE } from './request.ts';
import type { Submission } from './schemas/submissions.ts';

/** The media type that the API takes a file under; the bytes decide, the name only helps. */
export function mediaType(file: { name: string; type: string }): string {
	const name = file.name.toLowerCase();
	if (name.endsWith('.gz') || file.type === 'application/gzip') return 'application/gzip';
	if (name.endsWith('.zip') || file.type === 'application/zip') return 'application/zip';
	return 'text/csv';
}

/**
 * Sends a file and reports the share that has left (0 to 1). XMLHttpRequest, because fetch does not
 * tell how far an upload is. Throws ApiError.
 */
export function upload(
	address: string,
	file: File,
	onProgress: (share: number) => void,
	signal?: AbortSignal,
): Promise<Submission> {
	return new Promise((resolve, reject) => {
		const xhr = new XMLHttpRequest();
		xhr.open('POST', address);
		xhr.setRequestHeader('content-type', mediaType(file));
		xhr.setRequestHeader('accept', 'application/json');
		xhr.upload.onprogress = (event) => {
			if (event.lengthComputable) onProgress(event.loaded / event.total);
		};
		xhr.onload = () => {
			if (xhr.status >= 200 && xhr.status < 300) resolve(JSON.parse(xhr.responseText));
			else reject(new ApiError(toProblem(xhr.status, xhr.responseText)));
		};
		xhr.onerror = () => reject(new ApiError(UNREACHABLE));
		xhr.onabort = () => reject(new DOMException('Stopped', 'AbortError'));
		signal?.addEventListener('abort', () => xhr.abort());
		xhr.send(file);
	});
}
