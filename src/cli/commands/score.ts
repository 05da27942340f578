import { Option, type Command } from 'commander';

export function addScore(program: Command): void {
	program
		.command('score')
		.summary('score a file against a competition folder, offline')
		.description(
			'Score a submission against a competition folder (or a zip of one) with the code that the server uses. Needs no server and no database.',
		)
		.argument('<competition-folder>', 'folder or zip with competition.yaml and the solution')
		.argument('<submission.csv>', 'CSV, gzip of a CSV, or zip holding one CSV')
		.addOption(
			new Option(
				'--intervals <which>',
				'main: closed forms, and a bootstrap for the metrics of the leaderboard; all: for every metric',
			)
				.choices(['main', 'all', 'none'])
				.default('main'),
		)
		.option('--json', 'print the result as JSON')
		.addHelpText('after', '\nExample:\n  holdout score ./my-competition predictions.csv --json')
		.action(async (folder, file, options) =>
			(await import('../actions/score.ts')).score(folder, file, options),
		);
}
