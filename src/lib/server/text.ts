/** Control characters, and those that make text run the other way. */
const INVISIBLE = /\p{Cc}|[\u200e\u200f\u202a-\u202e\u2066-\u2069]/gu;

/** A name that people will read, without what could disguise it. May be empty. */
export const cleanName = (text: string): string =>
	text.replace(INVISIBLE, '').replace(/\s+/g, ' ').trim();
