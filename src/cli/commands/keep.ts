import type { Command } from 'commander';

/** Commands on a whole installation: where it lies, and copies of it. */
export function addKeep(program: Command): void {
	program
		.command('backup')
		.summary('copy everything, while the server runs')
		.description(
			'Write the database, of one instant, and all files to a folder. Into the same folder again, only new files are copied. It works for the data folder and for engines.',
		)
		.argument('<folder>', 'where to; made if it is missing')
		.option('--json', 'print what was copied as JSON')
		.addHelpText('after', '\nExample:\n  holdout backup /mnt/backup/holdout')
		.action(async (folder, options) =>
			(await import('../actions/backup.ts')).backup(folder, options),
		);
	program
		.command('restore')
		.summary('bring a backup into an empty installation')
		.description(
			'Bring a backup into the data folder or engines that the settings name, which must be empty, and compare every row and file. A backup of an older version is migrated. Interrupted, it goes on when started again.',
		)
		.argument('<folder>', 'a folder that `holdout backup` wrote')
		.option('--json', 'print what was restored as JSON')
		.addHelpText(
			'after',
			'\nExample:\n  HOLDOUT_DATA=./data-new holdout restore /mnt/backup/holdout',
		)
		.action(async (folder, options) =>
			(await import('../actions/backup.ts')).restoreFrom(folder, options),
		);
	program
		.command('move')
		.summary('move between the data folder and engines')
		.description(
			'Copy everything from the data folder to the engines that HOLDOUT_DATABASE_URL and HOLDOUT_STORAGE name, or back, and compare every row and file. Stop the server first. Nothing is removed where it came from. Interrupted, it goes on when started again.',
		)
		.requiredOption('--to <where>', '"engines" or "folder"')
		.option('--json', 'print what was moved as JSON')
		.addHelpText(
			'after',
			'\nExample:\n  HOLDOUT_DATABASE_URL=http://db:8080 HOLDOUT_STORAGE=s3://holdout holdout move --to engines',
		)
		.action(async (options) => (await import('../actions/move.ts')).move(options));
}
