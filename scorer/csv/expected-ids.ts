/** Expected ids as bytes, so that a file's ids are joined to them without becoming strings. */

const LINE_FEED = 10;

const hashes = (h: number, byte: number): number => Math.imul(h ^ byte, 0x01000193);

export class ExpectedIds {
	readonly size: number;
	/** All ids in UTF-8, each followed by a line feed. */
	private readonly bytes: Uint8Array;
	private readonly starts: Int32Array;
	/** Open addressing with linear probing; row or -1. Made on first use. */
	private slots: Int32Array | null = null;

	private constructor(bytes: Uint8Array, starts: Int32Array) {
		this.bytes = bytes;
		this.starts = starts;
		this.size = starts.length - 1;
	}

	/**
	 * Null where bytes will not do: an id that holds a line feed, is there twice, is empty, begins or
	 * ends with blanks (cells are trimmed), or is no well-formed text.
	 */
	static from(ids: readonly string[]): ExpectedIds | null {
		if (ids.some((id) => id === '' || id.trim() !== id || !id.isWellFormed())) return null;
		const bytes = new TextEncoder().encode(ids.join('\n') + '\n');
		// A file with a zero byte is no text.
		if (bytes.includes(0)) return null;
		const starts = new Int32Array(ids.length + 1);
		let row = 0;
		for (let at = bytes.indexOf(LINE_FEED); at >= 0; at = bytes.indexOf(LINE_FEED, at + 1)) {
			if (row === ids.length) return null;
			starts[++row] = at + 1;
		}
		const made = new ExpectedIds(bytes, starts);
		return row === ids.length && made.fill() ? made : null;
	}

	/**
	 * The position after the id of `row` where it stands in `file` at `start`; -1 where it does not.
	 * What follows it is the caller's to check.
	 */
	match(row: number, file: Uint8Array, start: number): number {
		const { bytes, starts } = this;
		const from = starts[row]!;
		const length = starts[row + 1]! - 1 - from;
		if (start + length >= file.length) return -1;
		// From the end: where ids differ, it is usually there.
		for (let i = length - 1; i >= 0; i--) {
			if (bytes[from + i] !== file[start + i]) return -1;
		}
		return start + length;
	}

	/** The row whose id is file[start..end), or -1. */
	find(file: Uint8Array, start: number, end: number): number {
		let h = 0x811c9dc5;
		for (let at = start; at < end; at++) h = hashes(h, file[at]!);
		const slots = this.slots!;
		const mask = slots.length - 1;
		for (let slot = spread(h) & mask; slots[slot]! >= 0; slot = (slot + 1) & mask) {
			const row = slots[slot]!;
			const length = this.starts[row + 1]! - 1 - this.starts[row]!;
			if (length === end - start && this.match(row, file, start) === end) return row;
		}
		return -1;
	}

	/** False where an id occurs twice. */
	private fill(): boolean {
		const { bytes, starts, size } = this;
		const slots = new Int32Array(2 ** Math.ceil(Math.log2(2 * size + 2))).fill(-1);
		this.slots = slots;
		const mask = slots.length - 1;
		for (let row = 0; row < size; row++) {
			const [start, end] = [starts[row]!, starts[row + 1]! - 1];
			if (this.find(bytes, start, end) >= 0) return false;
			let h = 0x811c9dc5;
			for (let at = start; at < end; at++) h = hashes(h, bytes[at]!);
			let slot = spread(h) & mask;
			while (slots[slot]! >= 0) slot = (slot + 1) & mask;
			slots[slot] = row;
		}
		return true;
	}
}

/** Brings the upper bits of an FNV-1a hash down, where the table looks. */
const spread = (h: number): number => h ^ (h >>> 15);

const known = new WeakMap<readonly string[], { ids: ExpectedIds | null }>();

/** The ids of one competition are made once, however many files are checked against them. */
export function expectedIds(ids: readonly string[]): ExpectedIds | null {
	let entry = known.get(ids);
	if (!entry) known.set(ids, (entry = { ids: ExpectedIds.from(ids) }));
	return entry.ids;
}
