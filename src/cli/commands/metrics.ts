import { Option, type Command } from 'commander';

export function addMetrics(program: Command): void {
	program
		.command('metrics')
		.summary('list the metrics')
		.description('List every metric that a competition may use, with its direction and parameters.')
		.addOption(
			new Option('--task <task>', 'those of one task').choices([
				'binary',
				'multiclass',
				'multilabel',
			]),
		)
		.option('--json', 'print the metrics as JSON')
		.addHelpText('after', '\nExample:\n  holdout metrics --task multilabel')
		.action(async (options) => (await import('../actions/metrics.ts')).listMetrics(options));
}
