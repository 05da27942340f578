/** A competition folder as the browser hands it over, and its way into a zip. */
import { m } from '#messages';

export interface FolderFile {
	path: string;
	file: File;
}

/** Files that file managers leave behind; nobody means to import them. */
const LITTER =
	/(^|\/)(\.DS_Store|Thumbs\.db|desktop\.ini|\.git|__MACOSX|\.ipynb_checkpoints)(\/|$)/;

/**
 * Paths relative to the folder that holds `competition.yaml`, whichever level it was chosen at: a
 * chosen folder has its own name in front of every path.
 */
export function relativeFiles(files: readonly FolderFile[]): FolderFile[] {
	const kept = files.filter(({ path }) => !LITTER.test(path));
	const roots = kept
		.map(({ path }) => path)
		.filter((path) => /(^|\/)competition\.ya?ml$/.test(path))
		.map((path) => path.slice(0, path.lastIndexOf('/') + 1))
		.sort((a, b) => a.length - b.length);
	const root = roots[0] ?? commonRoot(kept.map(({ path }) => path));
	return kept.flatMap(({ path, file }) =>
		path.startsWith(root) ? [{ path: path.slice(root.length), file }] : [],
	);
}

function commonRoot(paths: readonly string[]): string {
	const first = paths[0]?.split('/')[0];
	return first && paths.every((path) => path.startsWith(`${first}/`)) ? `${first}/` : '';
}

/** Zips a folder in a worker, so that the page stays usable while images are read. */
export function zipInWorker(files: readonly FolderFile[]): Promise<Blob> {
	return new Promise((resolve, reject) => {
		const worker = new Worker(new URL('./zip-worker.ts', import.meta.url), { type: 'module' });
		worker.onmessage = ({ data }: MessageEvent<{ zip?: Blob; failed?: string }>) => {
			worker.terminate();
			if (data.zip) resolve(data.zip);
			else reject(new Error(data.failed ?? m.organise_folder_unreadable()));
		};
		worker.onerror = (event) => {
			worker.terminate();
			reject(new Error(event.message || m.organise_folder_unreadable()));
		};
		worker.postMessage(files.map(({ path, file }) => ({ path, file })));
	});
}
