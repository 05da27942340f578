import adapter from '@sveltejs/adapter-node';
import { vitePreprocess } from '@sveltejs/vite-plugin-svelte';

/** @type {import('@sveltejs/kit').Config} */
export default {
	preprocess: vitePreprocess(),
	compilerOptions: { runes: true },
	kit: {
		adapter: adapter({ out: 'build/web' }),
		// No inline script or foreign origin runs; style attributes carry chart positions.
		csp: {
			mode: 'auto',
			directives: {
				'default-src': ['self'],
				'script-src': ['self'],
				'style-src': ['self', 'unsafe-inline'],
				'img-src': ['self', 'data:', 'blob:'],
				'worker-src': ['self', 'blob:'],
				'connect-src': ['self'],
				'object-src': ['none'],
				'base-uri': ['self'],
				'frame-ancestors': ['none'],
				'form-action': ['self'],
			},
		},
		// src/hooks.server.ts makes the same check, with an answer that says what to do; the API takes
		// forms from programs that hold a token.
		csrf: { trustedOrigins: ['*'] },
		typescript: {
			// Kit's generated tsconfig covers src and tests only; the other folders of the house are ours to add.
			config: (config) => ({
				...config,
				include: [
					...config.include,
					'../scorer/**/*.ts',
					'../db/**/*.ts',
					'../baselines/**/*.ts',
					'../tests/**/*.ts',
					'../*.config.ts',
				],
			}),
		},
	},
};
