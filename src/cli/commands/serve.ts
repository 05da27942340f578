import type { Command } from 'commander';

export function addServe(program: Command): void {
	program
		.command('serve')
		.summary('start the server')
		.description(
			'Build what is stale, migrate the database, make the demo on the first start, and serve. Everything is kept in the data folder (HOLDOUT_DATA, default ./data).',
		)
		.option('--dev', 'serve from source with hot reload')
		.option('--port <port>', 'port (or PORT; default 3000)')
		.option('--host <host>', 'address to listen on (or HOST; default 127.0.0.1, this machine only)')
		.option('--json', 'print address and set-up link as JSON; steps go to standard error')
		.addHelpText(
			'after',
			'\nExample:\n  holdout serve --port 8080\n\nHOLDOUT_DEMO=0 leaves the demo out, HOLDOUT_DEMO_IMAGES=0 only its images. Behind a proxy, set ORIGIN to the address that people use.',
		)
		.action(async (options) => (await import('../serve/serve.ts')).serve(options));
}
