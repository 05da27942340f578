/** A piece of a message: plain text, or the inside of a tag that the page draws. */
export interface Piece {
	tag: string | null;
	text: string;
}

/**
 * Takes `See <link>the rules</link> or <key/>.` apart, so that a translation may put a link where its
 * word order wants it. Tags do not nest; what is no such tag stays text, and text is never HTML.
 */
export function piecesOf(message: string): Piece[] {
	const pieces: Piece[] = [];
	const put = (text: string) => text && pieces.push({ tag: null, text });
	let end = 0;
	for (const match of message.matchAll(/<(\w+)(?:\/>|>(.*?)<\/\1>)/gs)) {
		put(message.slice(end, match.index));
		pieces.push({ tag: match[1]!, text: match[2] ?? '' });
		end = match.index + match[0].length;
	}
	put(message.slice(end));
	return pieces;
}
