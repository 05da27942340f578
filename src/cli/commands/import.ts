import { InvalidArgumentError, Option, type Command } from 'commander';

const share = (text: string) => {
	const value = Number(text);
	if (text.trim() !== '' && Number.isFinite(value)) return value;
	throw new InvalidArgumentError(`"${text}" is not a number.`);
};
const seed = (text: string) => {
	const value = Number(text);
	if (text.trim() !== '' && Number.isSafeInteger(value) && value >= 0) return value;
	throw new InvalidArgumentError(`"${text}" is not a whole number from 0 up.`);
};

const EXAMPLES = `
Examples:
  holdout import --list
  holdout import nih-chestxray14 Data_Entry_2017_v2020.csv test_list.txt train_val_list.txt
  holdout import siim-covid train_study_level.csv train_image_level.csv --task four-classes
  holdout import kermany ./chest_xray --out ./paediatric --closes 2026-12-20T23:59:00-05:00
  holdout competition import ./nih-chestxray14

Example:
  holdout import rsna-pneumonia stage_2_train_labels.csv stage_2_detailed_class_info.csv`;

export function addImport(program: Command): void {
	program
		.command('import')
		.summary('make a competition folder of a published data set')
		.description(
			'Make a competition folder of a published data set, from the files as their publisher gives them out. Nothing is downloaded. Says what is odd about the data; `competition import` then takes the folder.',
		)
		.argument('[data-set]', 'one of `holdout import --list`')
		.argument('[paths...]', 'its files, or folders that hold them')
		.option('--list', 'the data sets, the files that each wants, and its tasks')
		.option('--out <folder>', 'where to write; must not exist (default ./<slug>)')
		.option('--task <id>', 'what is asked (default: the first that --list shows)')
		.addOption(
			new Option(
				'--split <how>',
				'official: as published; random: drawn by patient; file: --test-list; all: no training part',
			).choices(['official', 'random', 'file', 'all']),
		)
		.option('--test-list <file>', 'ids of the test set, one a line or a CSV with the id column')
		.option('--test-share <x>', 'share of the rows that a random split takes', share)
		.option('--public-share <x>', 'share of the test rows on the public board (default 0.4)', share)
		.option('--seed <n>', 'of every draw; the same seed gives the same files', seed, 0)
		.option('--slug <slug>', 'name of the competition in addresses')
		.option('--title <text>', 'title of the competition')
		.option('--closes <instant>', 'when it closes, such as 2026-12-20T23:59:00-05:00')
		.addOption(
			new Option('--uncertain <policy>', 'chexpert: what an uncertain label counts as').choices([
				'ignore',
				'zero',
				'one',
			]),
		)
		.addOption(
			new Option(
				'--ids <kind>',
				'opaque: number the test rows (default where published ids give labels away)',
			).choices(['published', 'opaque']),
		)
		.option(
			'--training-labels',
			'offer training labels for download although the terms do not let everyone pass them on',
		)
		.option('--json', 'print the data report as JSON')
		.addHelpText('after', EXAMPLES)
		.action(async (dataSet, paths, options) =>
			(await import('../actions/import.ts')).importFiles(dataSet, paths, options),
		);
}
