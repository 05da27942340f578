/** Evidence that lies in files, read as far as it is needed. */
import { closeSync, openSync, readFileSync, readSync } from 'node:fs';
import { decodeEvidence, decodeEvidenceHeader, EVIDENCE_HEADER } from '../report/evidence.ts';
import type { LazyEvidence } from '../ranking/separate.ts';

function readHeader(path: string): ReturnType<typeof decodeEvidenceHeader> {
	const bytes = new Uint8Array(EVIDENCE_HEADER);
	const file = openSync(path, 'r');
	try {
		readSync(file, bytes, 0, bytes.length, 0);
	} finally {
		closeSync(file);
	}
	return decodeEvidenceHeader(bytes);
}

/** Most values kept in memory, over all files: 64 MB. */
const MOST_KEPT = 1.6e7;

/** Reads the header now and the values when they are asked for; null where the file is none or gone. */
export class EvidenceFiles {
	private readonly kept = new Map<string, Float32Array>();
	private size = 0;

	open(path: string): LazyEvidence | null {
		try {
			const header = readHeader(path);
			return header && { ...header, values: () => this.values(path) };
		} catch {
			return null;
		}
	}

	private values(path: string): Float32Array | null {
		const known = this.kept.get(path);
		if (known) return known;
		let values: Float32Array | null;
		try {
			values = decodeEvidence(readFileSync(path))?.values ?? null;
		} catch {
			values = null;
		}
		if (!values) return null;
		this.kept.set(path, values);
		this.size += values.length;
		// Oldest first: an entry's tests follow each other.
		for (const [path, old] of this.kept) {
			if (this.size <= MOST_KEPT || old === values) break;
			this.kept.delete(path);
			this.size -= old.length;
		}
		return values;
	}
}
