/** Hashes as the commitment uses them. Web Crypto, so that browsers and Node agree. */

/** SHA-256 in hexadecimal digits; text is hashed as UTF-8. */
export async function sha256(content: Uint8Array | string): Promise<string> {
	const bytes = typeof content === 'string' ? new TextEncoder().encode(content) : content;
	const digest = await crypto.subtle.digest('SHA-256', bytes as Uint8Array<ArrayBuffer>);
	return [...new Uint8Array(digest)].map((byte) => byte.toString(16).padStart(2, '0')).join('');
}

/**
 * The hash that is published. The salt keeps the hidden labels hidden: whoever does not have it
 * cannot try a guess of them against the hash.
 * @param salt 64 hexadecimal digits
 * @param content canonical JSON, see content.ts
 */
export const commitmentHash = (salt: string, content: string): Promise<string> =>
	sha256(`${salt}\n${content}`);
