import { defineConfig } from 'vite';

/**
 * The programs that run outside SvelteKit, as plain JavaScript: the `holdout` command and the worker
 * threads of the scorer and of feature extraction. Packages stay external.
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
			},
			output: { entryFileNames: '[name].js', chunkFileNames: 'chunks/[name]-[hash].js' },
		},
	},
});
