/** A zip file on disk, written entry by entry. */
import { closeSync, openSync, writeSync } from 'node:fs';
import { Zip, ZipDeflate, ZipPassThrough } from 'fflate';

/** Of every entry, so that the same images always make the same archive. */
const MADE = new Date(2026, 0, 1);

export interface ArchiveWriter {
	/** @param packed deflates, which images do not need */
	add(name: string, bytes: Uint8Array, packed?: boolean): void;
	finish(): void;
}

export function createArchive(path: string): ArchiveWriter {
	const file = openSync(path, 'w', 0o600);
	let failure: Error | null = null;
	const zip = new Zip((error, chunk, final) => {
		failure ??= error;
		if (!error) writeSync(file, chunk);
		if (final) closeSync(file);
	});
	return {
		add(name, bytes, packed = false) {
			const entry = packed ? new ZipDeflate(name, { level: 6 }) : new ZipPassThrough(name);
			entry.mtime = MADE;
			zip.add(entry);
			entry.push(bytes, true);
			if (failure) throw failure;
		},
		finish() {
			zip.end();
			if (failure) throw failure;
		},
	};
}
