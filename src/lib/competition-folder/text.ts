/** Bytes as text, and amounts as words. */
import { plural } from '#scorer/csv/text';

/** Decodes UTF-8 (a byte order mark is dropped); null where the bytes are not UTF-8. */
export function decodeUtf8(bytes: Uint8Array): string | null {
	try {
		return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
	} catch {
		return null;
	}
}

/** Bytes for people: `96 kB`, `1.2 MB`. */
export function readableSize(bytes: number): string {
	if (bytes < 1000) return plural(bytes, 'byte');
	const units = ['kB', 'MB', 'GB'];
	let value = bytes / 1000;
	let unit = 0;
	while (value >= 1000 && unit < units.length - 1) {
		value /= 1000;
		unit++;
	}
	return `${value >= 100 ? value.toFixed(0) : value.toFixed(1)} ${units[unit]}`;
}

/** Are two byte strings equal? */
export function sameBytes(a: Uint8Array, b: Uint8Array): boolean {
	return a.length === b.length && a.every((byte, i) => byte === b[i]);
}
