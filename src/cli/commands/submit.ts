import type { Command } from 'commander';

export function addSubmit(program: Command): void {
	program
		.command('submit')
		.summary('submit a file to a competition')
		.description(
			'Check a prediction file against the competition’s format, then upload it. A file with problems is refused here, before it costs an attempt.',
		)
		.argument('<slug>', 'the competition')
		.argument('<file>', 'CSV, gzip of a CSV, or zip holding one CSV')
		.option('--server <url>', 'server (or HOLDOUT_SERVER; default http://localhost:3000)')
		.option('--wait', 'wait for the score and print it')
		.option('--no-check', 'upload without checking first')
		.option('--json', 'print the submission as JSON')
		.addHelpText(
			'after',
			'\nThe token is read from HOLDOUT_TOKEN; make one on your account page.\n\nExample:\n  HOLDOUT_TOKEN=holdout_... holdout submit demo-chest-14 predictions.csv --wait',
		)
		.action(async (slug, file, options) =>
			(await import('../actions/submit.ts')).submit(slug, file, options),
		);
}
