/** A competition as a folder again: what export and the demo hand out. */
import { stringify } from 'yaml';
import { CONFIG_FILE } from './config.ts';
import type { Config } from './config-schema.ts';
import { SAMPLE_FILE } from './read-files.ts';
import type { CompetitionFolder, Folder, FolderCard } from './types.ts';

const encode = (text: string) => new TextEncoder().encode(text);

/** Order in which a reader expects the keys. */
const ORDER = [
	...['slug', 'title', 'summary', 'task', 'id', 'labels', 'negative', 'target', 'metric'],
	...['metrics', 'ranking', 'parameters', 'solution', 'group', 'subgroups', 'bands', 'min_group'],
	...[
		'threshold',
		'missing_labels',
		'limits',
		'opens',
		'closes',
		'late',
		'reveal',
		'teams',
		'join',
	],
	...['generated', 'show'],
	...['files', 'examples', 'baselines', 'reported'],
] as const satisfies readonly (keyof Config)[];

/** Left out where they say what would be so without them. */
const UNSAID: Partial<Config> = {
	...{ generated: false, ranking: 'metric', late: 'refuse', reveal: 'at_close' },
};

const isEmpty = (value: unknown) =>
	value === undefined ||
	value === '' ||
	(typeof value === 'object' && value !== null && !Object.keys(value).length);

/** `join` of a competition that anyone may join, `teams` of one without teams. */
const isForAll = (value: unknown) =>
	typeof value === 'object' &&
	((value as { who?: unknown }).who === 'everyone' ||
		(value as { max_size?: unknown }).max_size === 1);

function toYaml(config: Config): string {
	const ordered = ORDER.map((key) => [key, config[key]] as const);
	const written = ordered.filter(
		([key, value]) => !isEmpty(value) && UNSAID[key] !== value && !isForAll(value),
	);
	return stringify(Object.fromEntries(written), { lineWidth: 100, flowCollectionPadding: false });
}

/** Folders of cards are called as the file of the baseline, each by a name of its own. */
function cardHomes(fileNames: readonly string[]): string[] {
	const taken = new Set(fileNames.map((name) => name.toLowerCase()));
	return fileNames.map((name) => {
		const stem = name.replace(/\.[^.]*$/, '') || name;
		let home = stem;
		for (let n = 2; taken.has(home.toLowerCase()); n++) home = `${stem}-${n}`;
		taken.add(home.toLowerCase());
		return home;
	});
}

/** What is needed to write a folder; a solution need not be parsed for it. */
export type WritableCompetition = Omit<
	CompetitionFolder,
	'spec' | 'solution' | 'reported' | 'baselines'
> & {
	baselines: (Omit<CompetitionFolder['baselines'][number], 'card'> & {
		card: Pick<FolderCard, 'bytes' | 'pictures'> | null;
	})[];
};

/** Writes a folder that `readCompetitionFolder` reads back to the same competition. */
export function writeCompetitionFolder(competition: WritableCompetition): Folder {
	const { config, pages } = competition;
	const homes = cardHomes(competition.baselines.map(({ fileName }) => fileName));
	const baselines = competition.baselines.map((baseline, i) => ({
		...baseline,
		file: `baselines/${baseline.fileName}`,
		home: `baselines/${homes[i]!}/`,
	}));
	const described = competition.files.filter(({ description }) => description);
	const folder: Folder = new Map();
	folder.set(
		CONFIG_FILE,
		encode(
			toYaml({
				...config,
				files: Object.fromEntries(described.map(({ name, description }) => [name, description])),
				examples: competition.examples.map(({ name, file, description }) => ({
					name,
					file,
					description,
				})),
				baselines: baselines.map(({ name, file, note, card, home }) => ({
					...{ name, file, note },
					...(card && { card: `${home}card.json` }),
				})),
			}),
		),
	);
	folder.set(config.solution, competition.solutionBytes);
	folder.set(SAMPLE_FILE, competition.sampleSubmission);
	for (const page of ['overview', 'data', 'rules'] as const) {
		if (pages[page] !== undefined) folder.set(`pages/${page}.md`, encode(pages[page]));
	}
	for (const { name, bytes } of competition.files) folder.set(`data/${name}`, bytes);
	for (const { file, bytes } of competition.examples) folder.set(file, bytes);
	for (const { file, bytes, card, home } of baselines) {
		folder.set(file, bytes);
		if (card) folder.set(`${home}card.json`, card.bytes);
		for (const picture of card?.pictures ?? []) folder.set(home + picture.file, picture.bytes);
	}
	return folder;
}
