import { OpenAPIHono, z } from '@hono/zod-openapi';
import type { ZodError } from 'zod';
import { ProblemDocument } from '#lib/api/schemas/common';
import type { Viewer } from '../auth/viewer.ts';
import { ApiError } from '../errors.ts';

export interface Env {
	Bindings: {
		/** The reader's network address, where the caller knows it. */
		address?: string;
	};
	Variables: { viewer: Viewer };
}

type Checked = { target: string } & ({ success: true } | { success: false; error: ZodError });

/** Whatever does not fit a schema: each issue with its place, as `invalid_request`. */
export function refuse(result: Checked): void {
	if (result.success) return;
	throw new ApiError('invalid_request', {
		detail: `The ${result.target === 'json' ? 'body' : result.target} does not fit.`,
		problems: result.error.issues.slice(0, 50).map((issue) => ({
			code: 'invalid_value',
			...(issue.path.length ? { column: issue.path.map(String).join('.') } : {}),
			detail: issue.message,
			remedy: 'See /api/docs for what belongs there.',
		})),
	});
}

/** A group of routes; bodies, parameters and queries are checked against their schemas. */
export const newApp = () => new OpenAPIHono<Env>({ defaultHook: refuse });

const problem = {
	content: { 'application/problem+json': { schema: ProblemDocument } },
	description: 'RFC 9457 problem document; `code` is stable',
};

const json = <T extends z.ZodType>(schema: T, description: string) => ({
	content: { 'application/json': { schema } },
	description,
});

/** The answers of a route: the one that is asked for, and problem documents for the rest. */
export const ok = <T extends z.ZodType>(schema: T, description: string) => ({
	200: json(schema, description),
	default: problem,
});
export const created = <T extends z.ZodType>(schema: T, description: string) => ({
	201: json(schema, description),
	default: problem,
});
export const accepted = <T extends z.ZodType>(schema: T, description: string) => ({
	202: json(schema, description),
	default: problem,
});
export const done = (description: string) => ({ 204: { description }, default: problem });
/** Something else than JSON. */
export const sends = (type: string, description: string) => ({
	200: { content: { [type]: { schema: z.string() } }, description },
	default: problem,
});

/** A JSON body that must be there. */
export const body = <T extends z.ZodType>(schema: T) => ({
	content: { 'application/json': { schema } },
	required: true,
});

export const SlugParam = z.object({ slug: z.string().openapi({ example: 'chexpert-test' }) });
export const IdParam = z.object({ id: z.string() });
