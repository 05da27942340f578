/** Text cells of a file's bytes, made once per distinct text: a column of classes has few. */

/** Buckets of the table; more distinct texts than this only make it slower. */
const BUCKETS = 1024;

interface Known {
	start: number;
	length: number;
	text: string;
}

export class CellTexts {
	private readonly buckets = new Map<number, Known[]>();
	private readonly decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });
	private readonly bytes: Uint8Array;

	constructor(bytes: Uint8Array) {
		this.bytes = bytes;
	}

	/** bytes[start..end) as trimmed text; null where it is no UTF-8. */
	of(start: number, end: number): string | null {
		const { bytes } = this;
		const length = end - start;
		let h = length;
		for (let at = start; at < end; at++) h = Math.imul(h ^ bytes[at]!, 0x01000193);
		const bucket = (h ^ (h >>> 15)) & (BUCKETS - 1);
		let candidates = this.buckets.get(bucket);
		if (!candidates) this.buckets.set(bucket, (candidates = []));
		for (const known of candidates) {
			if (known.length === length && this.same(known.start, start, length)) return known.text;
		}
		try {
			const text = this.decoder.decode(bytes.subarray(start, end)).trim();
			candidates.push({ start, length, text });
			return text;
		} catch {
			return null;
		}
	}

	private same(a: number, b: number, length: number): boolean {
		for (let i = 0; i < length; i++) if (this.bytes[a + i] !== this.bytes[b + i]) return false;
		return true;
	}
}
