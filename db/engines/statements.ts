import type { InStatement } from '@libsql/client';

/** Everything but a plain SELECT counts as a write: a `WITH` may end in one. */
export const isRead = (statement: InStatement): boolean =>
	/^\s*(--[^\n]*\n\s*)*select\b/i.test(typeof statement === 'string' ? statement : statement.sql);
