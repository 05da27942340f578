import { Option, type Command } from 'commander';

export function addLeaderboard(program: Command): void {
	program
		.command('leaderboard')
		.summary('print a leaderboard')
		.description(
			'Print a leaderboard, from a server, or from the local data folder if no server is given.',
		)
		.argument('<slug>', 'the competition')
		.addOption(
			new Option('--split <split>', 'which board').choices(['public', 'private']).default('public'),
		)
		.option('--csv', 'print all rows as CSV')
		.option('--server <url>', 'server (or HOLDOUT_SERVER)')
		.option('--json', 'print the board as JSON')
		.addHelpText('after', '\nExample:\n  holdout leaderboard demo-chest-14 --csv > board.csv')
		.action(async (slug, options) =>
			(await import('../actions/leaderboard.ts')).printLeaderboard(slug, options),
		);
}
