import { paraglideVitePlugin } from '@inlang/paraglide-js';
import { sveltekit } from '@sveltejs/kit/vite';
import { defineConfig } from 'vite';
import { prepareProject } from './src/lib/messages/project.ts';

export default defineConfig({
	plugins: [paraglideVitePlugin(prepareProject()), sveltekit()],
	worker: { format: 'es' },
	build: { chunkSizeWarningLimit: 900 },
});
