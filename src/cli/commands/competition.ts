import type { Command } from 'commander';
import { addRescore } from './competition-rescore.ts';

export function addCompetition(program: Command): void {
	const competition = program
		.command('competition')
		.summary('import and export competitions')
		.description('Import a competition folder, or export a competition as one.');
	competition
		.command('import')
		.summary('make a competition of a folder')
		.description(
			'Make a competition of a folder (or a zip of one), on a server, or in the local data folder if no server is given. Lists everything wrong with the folder at once.',
		)
		.argument('<folder>', 'folder or zip with competition.yaml and the solution')
		.option('--dry-run', 'only check, and show what was understood')
		.option('--server <url>', 'server to import to (or HOLDOUT_SERVER; token in HOLDOUT_TOKEN)')
		.option('--json', 'print the report as JSON')
		.addHelpText('after', '\nExample:\n  holdout competition import ./my-competition --dry-run')
		.action(async (folder, options) =>
			(await import('../actions/competition-import.ts')).importFolder(folder, options),
		);
	competition
		.command('check')
		.summary('say what the rows of a folder can and cannot tell')
		.description(
			'Say what an organiser should know before a competition opens: findings too rare to rank, the smallest difference that the test set can tell from chance, patients on two sides of a split, ids and orders that give labels away.',
		)
		.argument('<folder>', 'folder or zip with competition.yaml and the solution')
		.option('--json', 'print the advice as JSON')
		.addHelpText('after', '\nExample:\n  holdout competition check ./my-competition')
		.action(async (folder, options) =>
			(await import('../actions/competition-check.ts')).checkCompetition(folder, options),
		);
	competition
		.command('export')
		.summary('write a competition as a folder')
		.description(
			'Write a competition as a zip, or as a folder where --out does not end in .zip. The hidden labels are part of it.',
		)
		.argument('<slug>')
		.option('--out <path>', 'where to write (default <slug>.zip)')
		.option(
			'--everything',
			'people, teams, submissions, evaluations, history and audit log as well: `import` restores it on another server',
		)
		.option('--server <url>', 'server to export from (or HOLDOUT_SERVER; token in HOLDOUT_TOKEN)')
		.option('--json', 'print what was written as JSON')
		.addHelpText('after', '\nExample:\n  holdout competition export demo-chest-14 --out ./chest-14')
		.action(async (slug, options) =>
			(await import('../actions/competition-export.ts')).exportToDisk(slug, options),
		);
	competition
		.command('clone')
		.summary('the same competition again, with other dates')
		.description(
			"Make a competition again, for next year: data, solution, pages, baselines, class rules and grade scheme come along, every date is shifted, and nobody's submissions.",
		)
		.argument('<slug>')
		.requiredOption('--as <slug>', 'slug of the clone')
		.option('--shift <time>', 'added to every date, such as 365d or 52w', '0d')
		.option('--title <title>', 'title of the clone')
		.option('--roster', 'take the students along')
		.option('--server <url>', 'server to clone on (or HOLDOUT_SERVER; token in HOLDOUT_TOKEN)')
		.option('--json', 'print what was made as JSON')
		.addHelpText(
			'after',
			'\nExample:\n  holdout competition clone course-2026 --as course-2027 --shift 364d',
		)
		.action(async (slug, options) =>
			(await import('../actions/competition-clone.ts')).cloneTo(slug, options),
		);
	addRescore(competition);
}
