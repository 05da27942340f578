/** Checks a submission against its format and aligns it. The same code in browser and server. */
import { unpack } from '../archive/unpack.ts';
import { indexIds } from '../csv/align.ts';
import type { Notice, Problem } from '../problems.ts';
import type { Predictions, SubmissionFormat } from '../types.ts';
import type { Check } from './checks.ts';
import { validateQuickly } from './quick.ts';
import { refused, validateThoroughly } from './thorough.ts';

export type Validation =
	| { ok: true; predictions: Predictions; rows: number; notices: Notice[]; checks: Check[] }
	| { ok: false; problems: Problem[]; notices: Notice[]; checks: Check[] };

export interface ValidateOptions {
	/** Called with the fraction done, from 0 to 1. */
	onProgress?(fraction: number): void;
	/** Largest size after decompression, in bytes. Default 256 MiB. */
	maxBytes?: number;
	/** Row number by id, where the caller has it already. */
	rowOf?: ReadonlyMap<string, number>;
}

export const DEFAULT_MAX_BYTES = 256 * 1024 * 1024;

/**
 * Checks a submission: form, columns, ids, values. Never throws on bad bytes; problems of all four
 * kinds are listed together, and a thousand of one kind as one.
 * @param bytes the file as it was sent; gzip and zip with one CSV are unpacked
 * @returns predictions aligned to `format.ids`, or problems; the checklist in either case
 */
export function validateSubmission(
	bytes: Uint8Array,
	format: SubmissionFormat,
	options: ValidateOptions = {},
): Validation {
	const unpacked = unpack(bytes, { maxBytes: options.maxBytes ?? DEFAULT_MAX_BYTES });
	if (!unpacked.ok) return refused(unpacked.problems);
	// A file that is fine is read once and fast; what is wrong with one is found out by papaparse.
	const progress = risingProgress((fraction) => options.onProgress?.(0.9 * fraction));
	const rowOf = memo(() => options.rowOf ?? indexIds(format.ids));
	const validation =
		validateQuickly(unpacked.bytes, format, rowOf, progress) ??
		validateThoroughly(unpacked.bytes, format, rowOf, progress);
	options.onProgress?.(1);
	return { ...validation, notices: [...unpacked.notices, ...validation.notices] };
}

function memo<T>(make: () => T): () => T {
	let made: T | undefined;
	return () => (made ??= make());
}

/** Progress that does not go back when a file is read again from the start. */
function risingProgress(report: (fraction: number) => void): (fraction: number) => void {
	let reached = 0;
	return (fraction) => {
		if (fraction <= reached) return;
		reached = fraction;
		report(fraction);
	};
}
