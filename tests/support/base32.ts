const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';

/** The text behind a key as authenticator apps show it (RFC 4648, base 32). */
export function fromBase32(text: string): string {
	let bits = '';
	for (const letter of text.replace(/=+$/, ''))
		bits += ALPHABET.indexOf(letter).toString(2).padStart(5, '0');
	return (bits.match(/.{8}/g) ?? []).map((byte) => String.fromCharCode(parseInt(byte, 2))).join('');
}
