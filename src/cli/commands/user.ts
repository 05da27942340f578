import type { Command } from 'commander';

export function addUser(program: Command): void {
	const user = program
		.command('user')
		.summary('make accounts')
		.description('Make accounts in the local data folder.');
	user
		.command('create')
		.summary('make an account')
		.description(
			'Make an account in the local data folder, or give an existing one a new role or token. Without --password a new account gets a random one, printed once.',
		)
		.requiredOption('--email <address>', 'e-mail address to sign in with')
		.requiredOption('--name <name>', 'name to show')
		.option('--organiser', 'may make competitions')
		.option('--admin', 'may do everything')
		.option('--password <password>', 'at least 10 characters')
		.option('--token', 'also make an API token, printed once')
		.option('--json', 'print the account as JSON')
		.addHelpText(
			'after',
			'\nExample:\n  holdout user create --email ada@example.org --name Ada --organiser --token',
		)
		.action(async (options) => (await import('../actions/user-create.ts')).createAccount(options));
}
