import js from '@eslint/js';
import svelte from 'eslint-plugin-svelte';
import globals from 'globals';
import ts from 'typescript-eslint';
import svelteConfig from './svelte.config.js';

/** One arrow of ARCHITECTURE.md: what files of a folder may not import, and why. */
const arrow = (files, ...groups) => ({
	files,
	rules: {
		'no-restricted-imports': [
			'error',
			{ patterns: groups.map(([group, message]) => ({ group, message })) },
		],
	},
});

const NODE = [['node:*', 'fs', 'path', 'worker_threads'], 'This folder also runs in the browser.'];
const DB = [
	['#db/*', '**/db/*', 'drizzle-orm', '@libsql/*'],
	'Only the server API and the CLI reach the database.',
];
const SERVER = [
	['#lib/server/*', '$lib/server/*', '**/lib/server/*'],
	'Pages go through the API client.',
];
const APP = [
	['#lib/*', '$lib/*', '**/src/*', '#baselines/*', '**/baselines/*'],
	'Imports point towards the scorer, never out of it.',
];

export default ts.config(
	{ ignores: ['build/', '.svelte-kit/', 'node_modules/', 'data/', 'static/', 'db/migrations/'] },
	js.configs.recommended,
	...ts.configs.recommended,
	...svelte.configs.recommended,
	{
		languageOptions: { globals: { ...globals.browser, ...globals.node } },
		rules: {
			'no-undef': 'off',
			'@typescript-eslint/no-unused-vars': [
				'error',
				{ argsIgnorePattern: '^_', varsIgnorePattern: '^_' },
			],
			'@typescript-eslint/consistent-type-imports': 'error',
			'svelte/no-navigation-without-resolve': 'off',
			eqeqeq: ['error', 'smart'],
		},
	},
	{
		files: ['**/*.svelte', '**/*.svelte.ts'],
		languageOptions: { parserOptions: { parser: ts.parser, svelteConfig } },
	},
	arrow(['scorer/**/*.ts'], NODE, DB, APP),
	arrow(['scorer/service/**/*.ts'], DB, APP),
	arrow(['db/**/*.ts'], APP, [['#scorer/metrics/*'], 'No metric code in the database folder.']),
	arrow(['baselines/**/*.ts'], DB, SERVER),
	arrow(['src/routes/**/*.{ts,svelte}', 'src/lib/components/**/*.{ts,svelte}'], DB, SERVER),
	// The one door between SvelteKit's routing and the API.
	{ files: ['src/routes/api/**/+server.ts'], rules: { 'no-restricted-imports': 'off' } },
);
