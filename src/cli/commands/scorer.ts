import type { Command } from 'commander';

export function addScorer(program: Command): void {
	program
		.command('scorer')
		.summary('start a process that only scores')
		.description(
			'Take submissions that web processes received and score them on this machine’s threads. Start any number, on any machine that reaches the database, Redis and the files.',
		)
		.option('--threads <n>', 'threads (or HOLDOUT_SCORER_THREADS; default: cores minus one)')
		.option('--json', 'print the start as JSON')
		.addHelpText(
			'after',
			'\nExample:\n  HOLDOUT_DATABASE_URL=http://db:8080 HOLDOUT_REDIS_URL=redis://queue HOLDOUT_STORAGE=s3://holdout holdout scorer',
		)
		.action(async (options) => (await import('../actions/scorer.ts')).scorer(options));
}
