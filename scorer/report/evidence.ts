/** Evidence: what is kept of an evaluation, so that it can be compared without its file. */
import type { Estimate } from '../stats/estimate.ts';
import type { Evidence } from '../types.ts';

/** Of the ranking metric on one split; null where it is undefined or has no estimate. */
export function evidenceOf(score: number | null, estimate: Estimate | null): Evidence | null {
	if (score === null || !estimate) return null;
	const { kind, se, df, values } = estimate;
	return { kind, score, se, df, values: Float32Array.from(values) };
}

const KINDS: readonly Evidence['kind'][] = ['influence', 'hits', 'replicates'];
/** "HE", then the version. */
const MAGIC = 0x4845;
const VERSION = 1;
/** Magic and version, kind, number of values, score, standard error, degrees of freedom. */
export const EVIDENCE_HEADER = 32;

/** Little-endian: a header of 32 bytes, then the values as 32-bit floats. */
export function encodeEvidence({ kind, score, se, df, values }: Evidence): Uint8Array {
	const bytes = new Uint8Array(EVIDENCE_HEADER + 4 * values.length);
	const view = new DataView(bytes.buffer);
	view.setUint16(0, MAGIC);
	view.setUint8(2, VERSION);
	view.setUint8(3, KINDS.indexOf(kind));
	view.setUint32(4, values.length, true);
	view.setFloat64(8, score, true);
	view.setFloat64(16, se, true);
	view.setFloat64(24, df, true);
	for (let i = 0; i < values.length; i++) {
		view.setFloat32(EVIDENCE_HEADER + 4 * i, values[i]!, true);
	}
	return bytes;
}

/** The header alone: everything but the values. Null where the bytes are no evidence. */
export function decodeEvidenceHeader(
	bytes: Uint8Array,
): (Omit<Evidence, 'values'> & { length: number }) | null {
	if (bytes.length < EVIDENCE_HEADER) return null;
	const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
	const kind = KINDS[view.getUint8(3)];
	if (view.getUint16(0) !== MAGIC || view.getUint8(2) !== VERSION || !kind) return null;
	return {
		kind,
		length: view.getUint32(4, true),
		score: view.getFloat64(8, true),
		se: view.getFloat64(16, true),
		df: view.getFloat64(24, true),
	};
}

/** Null where the bytes are no evidence, or are cut short. */
export function decodeEvidence(bytes: Uint8Array): Evidence | null {
	const header = decodeEvidenceHeader(bytes);
	if (!header || bytes.length !== EVIDENCE_HEADER + 4 * header.length) return null;
	const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
	const values = new Float32Array(header.length);
	for (let i = 0; i < values.length; i++) {
		values[i] = view.getFloat32(EVIDENCE_HEADER + 4 * i, true);
	}
	const { kind, score, se, df } = header;
	return { kind, score, se, df, values };
}
