/** Digits, four bytes at a time: the lowest byte of a word is the first digit. */

/**
 * Which of four bytes are no digits, the first lowest: 0 if all are. The upper half of a digit's byte
 * is 3, and still 3 with 6 added. Bytes after the first other one may be marked wrongly.
 */
export const otherThanDigits = (four: number): number =>
	((four & 0xf0f0f0f0) ^ 0x30303030) | (((four + 0x06060606) & 0xf0f0f0f0) ^ 0x30303030);

/** How many of the four bytes come before the first other one, 0 to 3. */
export const digitsBefore = (others: number): number => (31 - Math.clz32(others & -others)) >> 3;

/** The number that four bytes write, the first lowest: pairs first, then the pair of pairs. */
export function fourDigits(four: number): number {
	const pairs = (Math.imul(four & 0x0f0f0f0f, 2561) >>> 8) & 0x00ff00ff;
	return Math.imul(pairs, 6553601) >>> 16;
}

/** The number that the first `count` of four bytes write, count at most 3: moved up, zeros before. */
export const lastDigits = (four: number, count: number): number =>
	fourDigits((four << (24 - 8 * count)) << 8);
