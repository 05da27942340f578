/** The program of a kit as one file. Packages with native parts stay outside and are carried whole. */
import { join } from 'node:path';
import { build, type Plugin } from 'vite';

export const PROGRAM = 'holdout-gpu.mjs';

/** Carried beside the program. */
export const NATIVE_PACKAGES = ['webgpu', 'sharp'];

/** Only DICOM files need it, and a kit's images are packed. */
const LEFT_OUT = ['@cornerstonejs/dicom-codec'];

const leaveOut: Plugin = {
	name: 'leave-out',
	enforce: 'pre',
	resolveId: (id) => (LEFT_OUT.includes(id) ? `\0${id}` : null),
	load: (id) => (id.startsWith('\0@cornerstonejs') ? 'export default {}' : null),
};

/**
 * @param root folder of the sources
 * @param entry relative to it
 * @returns path of the program
 */
export async function bundleProgram(root: string, entry: string, outDir: string): Promise<string> {
	await build({
		...{ root, configFile: false, logLevel: 'error', plugins: [leaveOut] },
		ssr: { noExternal: true, external: NATIVE_PACKAGES },
		build: {
			ssr: join(root, entry),
			...{ outDir, emptyOutDir: false, target: 'node20', minify: true, copyPublicDir: false },
			// TensorFlow.js finds its programs by the names of their classes.
			rolldownOptions: {
				output: { entryFileNames: PROGRAM, codeSplitting: false, keepNames: true },
			},
		},
	});
	return join(outDir, PROGRAM);
}
