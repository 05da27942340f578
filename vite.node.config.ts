import { defineConfig } from 'vite';

/**
 * The programs that run outside SvelteKit, as plain JavaScript: the `holdout` command and the worker
 * threads of the scorer, of feature extraction and of the demo's images. Packages stay external.
 */
export default defineConfig({
	build: {
		ssr: true,
		outDir: 'build/node',
		emptyOutDir: true,
		target: 'node20',
		copyPublicDir: false,
		rolldownOptions: {
			input: {
				holdout: 'src/cli/main.ts',
				'scorer-worker': 'scorer/service/worker.ts',
				'features-worker': 'baselines/training/extract/worker.ts',
				'phantoms-worker': 'src/lib/server/demo/images/worker.ts',
			},
			output: { entryFileNames: '[name].js', chunkFileNames: 'chunks/[name]-[hash].js' },
		},
	},
});
