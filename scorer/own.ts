/** Records by label. A label may be called `constructor` or `toString`, which every object inherits. */

/** What a record itself holds under a key. */
export const own = <T>(
	record: Readonly<Record<string, T>> | undefined,
	key: string,
): T | undefined => (record !== undefined && Object.hasOwn(record, key) ? record[key] : undefined);

/** The record under a key, made where there is none. */
export function under<T>(
	records: Record<string, Record<string, T>>,
	key: string,
): Record<string, T> {
	if (!Object.hasOwn(records, key)) records[key] = {};
	return records[key]!;
}
