import type { Command } from 'commander';

export function addVerify(program: Command): void {
	program
		.command('verify')
		.summary('compute every score of a closed competition again, offline')
		.description(
			'Checks the bundle that a competition offers once its organiser has revealed the hidden labels: that salts and contents have the hashes that were published while it ran, that solution, split and rules are those, and that every released file gives the scores and ranks listed. Needs no server. Exits 1 if anything differs.',
		)
		.argument('<bundle>', 'verification.zip of the competition, or the folder that it unpacks to')
		.option(
			'--hash <hash>',
			'a hash that you noted while the competition ran: the bundle must have it',
		)
		.option('--submission <file...>', 'files of yours, where the bundle holds their hashes only')
		.option('--json', 'print the report as JSON')
		.addHelpText('after', '\nExample:\n  holdout verify chest-14-verification.zip --hash 9f2c…')
		.action(async (bundle, options) =>
			(await import('../actions/verify.ts')).verifyBundle(bundle, options),
		);
}
