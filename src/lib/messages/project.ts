/**
 * Where Paraglide finds the interface's messages and what it makes of them. Every folder beside this
 * file is an area of the interface with one file a locale; a new area is a new folder, and nothing
 * lists them. What is generated lies with SvelteKit's own generated files.
 */
import { mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join, relative, resolve } from 'node:path';

export const LOCALES = ['en', 'es', 'pt'] as const;
const LOCALE_COOKIE = 'holdout-locale';

/** Paths from the root of the project. */
export const MESSAGES = 'src/lib/messages';
const GENERATED = '.svelte-kit';

/** Names of the areas, in alphabetical order. */
export function listAreas(root: string): string[] {
	return readdirSync(join(root, MESSAGES), { withFileTypes: true })
		.filter((entry) => entry.isDirectory())
		.map(({ name }) => name)
		.sort();
}

/** inlang loads plugins from anywhere, even the network; this one comes with npm ci. */
function pluginFile(root: string): string {
	return createRequire(join(root, 'package.json')).resolve('@inlang/plugin-message-format');
}

/** Writes inlang's settings for the areas there are, and returns the options of the compiler. */
export function prepareProject(root = process.cwd()) {
	const base = resolve(root, GENERATED);
	const project = join(base, 'project.inlang');
	const fromBase = (path: string) => relative(base, path).replaceAll('\\', '/');
	const settings = {
		baseLocale: LOCALES[0],
		locales: LOCALES,
		modules: [fromBase(pluginFile(root))],
		'plugin.inlang.messageFormat': {
			pathPattern: listAreas(root).map((area) =>
				fromBase(join(root, MESSAGES, area, '{locale}.json')),
			),
		},
		telemetry: 'off',
	};
	rmSync(project, { recursive: true, force: true });
	mkdirSync(project, { recursive: true });
	writeFileSync(join(project, 'settings.json'), JSON.stringify(settings, null, '\t'));
	return {
		project,
		outdir: join(base, 'paraglide'),
		// The reader's choice, else the browser's languages; addresses are the same in every language.
		strategy: ['cookie', 'preferredLanguage', 'baseLocale'] as (
			'cookie' | 'preferredLanguage' | 'baseLocale'
		)[],
		cookieName: LOCALE_COOKIE,
	};
}
