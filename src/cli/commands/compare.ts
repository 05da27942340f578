import type { Command } from 'commander';

export function addCompare(program: Command): void {
	program
		.command('compare')
		.summary('compare two files on a competition folder, offline')
		.description(
			'Compare two submissions on the same rows: the difference of every metric of the leaderboard, with its 95 % interval and p value, and of the ranking metric finding by finding (Holm-corrected). Needs no server and no database.',
		)
		.argument('<competition-folder>', 'folder or zip with competition.yaml and the solution')
		.argument('<a.csv>', 'CSV, gzip of a CSV, or zip holding one CSV')
		.argument('<b.csv>', 'the file to compare it with')
		.option('--json', 'print the comparison as JSON')
		.addHelpText('after', '\nExample:\n  holdout compare ./my-competition new.csv old.csv')
		.action(async (folder, a, b, options) =>
			(await import('../actions/compare.ts')).compare(folder, a, b, options),
		);
}
