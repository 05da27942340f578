import type { z } from 'zod';
import type { ProblemDocument } from './schemas/common.ts';

export type Problem = z.infer<typeof ProblemDocument>;

/** An answer of the API that is not the one asked for. `problem.code` is stable. */
export class ApiError extends Error {
	readonly problem: Problem;
	readonly status: number;

	constructor(problem: Problem) {
		super(problem.title);
		this.problem = problem;
		this.status = problem.status;
	}
}

/** The network, or a server that is not answering: nothing is known about what became of the request. */
export const UNREACHABLE: Problem = {
	type: 'about:blank',
	title: 'The server did not answer',
	status: 503,
	code: 'unreachable',
	detail: 'The connection failed before an answer came.',
	remedy: 'Check your connection and try again. Nothing that was acknowledged is lost.',
};

/** The problem document of an answer, also where something before the API answered with plain text. */
export function toProblem(status: number, body: string): Problem {
	try {
		const parsed: unknown = JSON.parse(body);
		if (parsed && typeof parsed === 'object' && 'code' in parsed && 'title' in parsed)
			return { ...(parsed as Problem), status };
	} catch {
		// not JSON
	}
	return {
		type: 'about:blank',
		title: status === 413 ? 'The file is too large' : `The server answered ${status}`,
		status,
		code: status === 413 ? 'file_too_large' : 'internal',
	};
}

export interface RequestOptions {
	method?: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
	query?: Record<string, string | number | boolean | null | undefined>;
	json?: unknown;
	body?: BodyInit;
	type?: string;
}

export type Fetch = typeof globalThis.fetch;

/** Path with its query; empty and absent values are left out. */
export function withQuery(path: string, query: RequestOptions['query'] = {}): string {
	const params = new URLSearchParams();
	for (const [key, value] of Object.entries(query))
		if (value !== null && value !== undefined && value !== '') params.set(key, String(value));
	const text = params.toString();
	return text ? `${path}?${text}` : path;
}

/** Sends one request and returns its JSON (undefined for 204). Throws ApiError. */
export async function request<T>(
	fetch: Fetch,
	path: string,
	{ method = 'GET', query, json, body, type }: RequestOptions = {},
): Promise<T> {
	const headers: Record<string, string> = { accept: 'application/json' };
	if (json !== undefined) headers['content-type'] = 'application/json';
	else if (type) headers['content-type'] = type;
	let answer: Response;
	try {
		answer = await fetch(withQuery(path, query), {
			method,
			headers,
			body: json === undefined ? body : JSON.stringify(json),
		});
	} catch {
		throw new ApiError(UNREACHABLE);
	}
	if (!answer.ok) throw new ApiError(toProblem(answer.status, await answer.text()));
	return answer.status === 204 ? (undefined as T) : ((await answer.json()) as T);
}
