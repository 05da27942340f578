import { Zip, ZipDeflate, ZipPassThrough } from 'fflate';
import type { FolderFile } from './folder.ts';

/** Already compressed: deflating them again costs time and saves nothing. */
const PACKED = /\.(png|jpe?g|gif|webp|zip|gz|dcm\.gz|nii\.gz|npz|pdf)$/i;

/** One file after the other, so that never more than one is in memory beside the zip itself. */
async function zip(files: readonly FolderFile[]): Promise<Blob> {
	const parts: Uint8Array<ArrayBuffer>[] = [];
	let failure: Error | null = null;
	const archive = new Zip((error, chunk) => {
		if (error) failure = error;
		else parts.push(chunk as Uint8Array<ArrayBuffer>);
	});
	for (const { path, file } of files) {
		const entry = PACKED.test(path) ? new ZipPassThrough(path) : new ZipDeflate(path, { level: 1 });
		archive.add(entry);
		entry.push(new Uint8Array(await file.arrayBuffer()), true);
		if (failure) throw failure;
	}
	archive.end();
	return new Blob(parts, { type: 'application/zip' });
}

self.onmessage = async ({ data }: MessageEvent<FolderFile[]>) => {
	try {
		self.postMessage({ zip: await zip(data) });
	} catch (cause) {
		self.postMessage({ failed: cause instanceof Error ? cause.message : String(cause) });
	}
};
