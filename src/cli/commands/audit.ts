import type { Command } from 'commander';

export function addAudit(program: Command): void {
	const audit = program
		.command('audit')
		.summary('check and read audit logs')
		.description('Check that the audit log of a competition is whole, or read it.');
	audit
		.command('verify')
		.summary('compute every hash of a log again')
		.description(
			'Computes every hash of the audit log again and says whether the chain is whole, and where it breaks. Works on the local data folder for all competitions, or on a server for one. Exits 1 if a chain is broken.',
		)
		.argument('[slug]', 'one competition; all of the data folder without it')
		.option('--head <hash>', 'a hash that the log had: without it the log has been cut')
		.option('--server <url>', 'server to ask (or HOLDOUT_SERVER; token in HOLDOUT_TOKEN)')
		.option('--json', 'print the result as JSON')
		.addHelpText('after', '\nExample:\n  holdout audit verify demo-chest-14')
		.action(async (slug, options) =>
			(await import('../actions/audit-verify.ts')).verifyLogs(slug, options),
		);
}
