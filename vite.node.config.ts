import { defineConfig } from 'vite';

/**
 * The programs that run outside SvelteKit, as plain JavaScript: the `holdout` command and the
 * scorer's worker thread. Packages stay external.
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
			},
			output: { entryFileNames: '[name].js', chunkFileNames: 'chunks/[name]-[hash].js' },
		},
	},
});
