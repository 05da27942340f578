/** Column shapes that every table shares. */
import { integer, text } from 'drizzle-orm/sqlite-core';
import { uuidv7 } from 'uuidv7';

/** Primary key: a UUID version 7, so that ids sort by the time they were made. */
export const id = () =>
	text('id')
		.primaryKey()
		.$defaultFn(() => uuidv7());

/** UTC milliseconds since 1970. */
export const instant = (name: string) => integer(name);

/** better-auth works with Date objects; stored the same way as `instant`. */
export const date = (name: string) => integer(name, { mode: 'timestamp_ms' });

export const flag = (name: string) => integer(name, { mode: 'boolean' });

export const json = <T>(name: string) => text(name, { mode: 'json' }).$type<T>();
