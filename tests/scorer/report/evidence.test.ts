import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decodeEvidence, encodeEvidence, type Evidence } from '#scorer/index';
import { decodeEvidenceHeader, EVIDENCE_HEADER } from '#scorer/report/evidence';

const number = fc.double({ noNaN: true });
const evidence = fc.record({
	kind: fc.constantFrom('influence' as const, 'hits' as const, 'replicates' as const),
	score: number,
	se: number,
	df: fc.oneof(number, fc.constant(Infinity)),
	values: fc.float32Array({ maxLength: 40 }),
});

describe('evidence in bytes', () => {
	it('comes back as it was', () => {
		fc.assert(
			fc.property(evidence, (of: Evidence) => {
				expect(decodeEvidence(encodeEvidence(of))).toEqual(of);
			}),
		);
	});

	it('has a header that says all but the values', () => {
		const of: Evidence = { kind: 'hits', score: 0.5, se: 0.1, df: 9, values: new Float32Array(3) };
		const head = encodeEvidence(of).subarray(0, EVIDENCE_HEADER);
		expect(decodeEvidenceHeader(head)).toEqual({
			kind: 'hits',
			score: 0.5,
			se: 0.1,
			df: 9,
			length: 3,
		});
		expect(decodeEvidence(head)).toBeNull();
	});

	it('is none in any other bytes', () => {
		fc.assert(
			fc.property(fc.uint8Array({ maxLength: 60 }), (bytes) => decodeEvidence(bytes) === null),
		);
	});

	it('can lie anywhere in a buffer', () => {
		const of: Evidence = {
			kind: 'influence',
			score: 1,
			se: 2,
			df: 3,
			values: Float32Array.of(4, NaN),
		};
		const bytes = encodeEvidence(of);
		const shifted = new Uint8Array(bytes.length + 3);
		shifted.set(bytes, 3);
		expect(decodeEvidence(shifted.subarray(3))).toEqual(of);
	});
});
