import type { Command } from 'commander';

export function addRescore(competition: Command): void {
	competition
		.command('rescore')
		.summary('score a competition by a corrected solution or another metric')
		.description(
			'Scores every submission by a corrected solution, another metric or other settings, and shows whose score and rank would move. Nothing that anybody sees changes before --publish; until then the change stays open, and --discard drops it.',
		)
		.argument('<slug>')
		.option('--solution <file>', 'the corrected solution')
		.option('--metric <id>', 'the metric to rank by')
		.option('--set <key=value...>', 'other keys of competition.yaml, such as missing_labels=zero')
		.option('--reason <text>', 'why, in a sentence; it is published with the change')
		.option('--notice <text>', 'what participants are told when it is published')
		.option('--publish', 'score by it from now on')
		.option('--discard', 'drop the open change')
		.option('--server <url>', 'server to talk to (or HOLDOUT_SERVER; token in HOLDOUT_TOKEN)')
		.option('--json', 'print the preview as JSON')
		.addHelpText(
			'after',
			'\nExamples:\n  holdout competition rescore chest-14 --solution fixed.csv --reason "Two labels were wrong"\n  holdout competition rescore chest-14 --publish --notice "Two labels were corrected."',
		)
		.action(async (slug, options) =>
			(await import('../actions/competition-rescore.ts')).rescoreCompetition(slug, options),
		);
}
