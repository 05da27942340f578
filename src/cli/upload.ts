/** An upload that says how far it is; `fetch` does not tell. */
import { request as requestHttp } from 'node:http';
import { request as requestHttps } from 'node:https';
import { ApiError, toProblem, UNREACHABLE } from '#lib/api/request';

const CHUNK = 64 * 1024;

export interface UploadTarget {
	/** Full address. */
	address: string;
	token: string | undefined;
	/** Media type of the bytes. */
	type: string;
}

/**
 * Sends bytes and reports the share that has left, 0 to 1; resolves with the JSON of the answer.
 * @throws ApiError for every answer but 2xx, and where none came
 */
export function upload<T>(
	{ address, token, type }: UploadTarget,
	bytes: Uint8Array,
	onProgress: (share: number) => void,
): Promise<T> {
	return new Promise((resolve, reject) => {
		const send = address.startsWith('https:') ? requestHttps : requestHttp;
		const outgoing = send(address, {
			method: 'POST',
			headers: {
				accept: 'application/json',
				'content-type': type,
				'content-length': bytes.length,
				...(token ? { authorization: `Bearer ${token}` } : {}),
			},
		});
		let answered = false;
		outgoing.once('response', (answer) => {
			answered = true;
			let body = '';
			answer.setEncoding('utf8');
			answer.on('data', (chunk: string) => (body += chunk));
			answer.once('error', () => reject(new ApiError(UNREACHABLE)));
			answer.once('end', () => {
				const status = answer.statusCode ?? 0;
				if (status >= 200 && status < 300) resolve(JSON.parse(body) as T);
				else reject(new ApiError(toProblem(status, body)));
				// A server that refuses early stops reading; there is no use in sending the rest.
				outgoing.destroy();
			});
		});
		outgoing.once('error', () => {
			if (!answered) reject(new ApiError(UNREACHABLE));
		});
		sendFrom(0);

		function sendFrom(from: number): void {
			for (let at = from; at < bytes.length; at += CHUNK) {
				if (outgoing.destroyed) return;
				const end = Math.min(at + CHUNK, bytes.length);
				onProgress(end / bytes.length);
				if (!outgoing.write(bytes.subarray(at, end)) && end < bytes.length) {
					outgoing.once('drain', () => sendFrom(end));
					return;
				}
			}
			outgoing.end();
		}
	});
}
