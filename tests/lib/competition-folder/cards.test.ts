import { beforeAll, expect, it } from 'vitest';
import {
	readCompetitionFolder,
	unzipFolder,
	writeCompetitionFolder,
	zipFolder,
	type Folder,
	type FolderProblem,
} from '#lib/competition-folder/index';
import { cardBytes, PICTURE, picture, smallCard } from '../../support/card.ts';
import { PREDICTIONS, SOLUTION, smallFolder, YAML } from './small-folder.ts';

const LABELS = ['Edema', 'Hernia'];
const WITH_CARD = `${YAML}baselines:
  - name: Small network
    file: baselines/cnn.csv
    card: models/cnn/card.json
  - { name: Chance, file: baselines/chance.csv, note: Looks at nothing }
`;
const HOME = 'models/cnn/';
type Changes = Record<string, string | Uint8Array | null>;

let image: Uint8Array;
beforeAll(async () => void (image = await picture()));

const folder = (changes: Changes = {}): Folder =>
	smallFolder({
		'competition.yaml': WITH_CARD,
		'baselines/cnn.csv': PREDICTIONS,
		'baselines/chance.csv': PREDICTIONS,
		[`${HOME}card.json`]: cardBytes(smallCard(LABELS)),
		[HOME + PICTURE]: image,
		...changes,
	});

it('reads a card and the pictures beside it', () => {
	const { problems, notices, competition } = readCompetitionFolder(folder());
	expect([problems, notices]).toEqual([[], []]);
	const [cnn, chance] = competition!.baselines;
	expect(cnn!.card!.card.recipe.id).toBe('demo-small-cnn');
	expect(cnn!.card!.pictures).toEqual([{ file: PICTURE, type: 'image/webp', bytes: image }]);
	expect(chance!.card).toBeNull();
});

it('written, zipped and read again, every byte is the same', () => {
	const first = readCompetitionFolder(folder()).competition!;
	const unzipped = unzipFolder(zipFolder(writeCompetitionFolder(first)));
	const second = readCompetitionFolder(unzipped.ok ? unzipped.folder : new Map());
	expect([second.problems, second.notices]).toEqual([[], []]);
	expect(second.competition!.baselines).toEqual(first.baselines);
});

it('a card lies apart from the files of other baselines', () => {
	const yaml = WITH_CARD.replace('baselines/chance.csv', 'baselines/cnn');
	const first = readCompetitionFolder(
		folder({ 'competition.yaml': yaml, 'baselines/cnn': PREDICTIONS }),
	);
	const written = writeCompetitionFolder(first.competition!);
	expect([...written.keys()]).toContain('baselines/cnn-2/card.json');
	expect(readCompetitionFolder(written).problems).toEqual([]);
});

it('pictures that are not there are left out, with a word', () => {
	const { problems, notices, competition } = readCompetitionFolder(
		folder({ [HOME + PICTURE]: null }),
	);
	expect(problems).toEqual([]);
	expect(notices).toMatchObject([{ code: 'missing_pictures', file: `${HOME}card.json`, count: 1 }]);
	expect(competition!.baselines[0]!.card!.pictures).toEqual([]);
});

const card = (changes: object) => ({
	[`${HOME}card.json`]: cardBytes({ ...smallCard(LABELS), ...changes }),
});
const gallery = (file: string) => card({ gallery: [{ ...smallCard(LABELS).gallery[0]!, file }] });

const CASES: [name: string, changes: () => Changes, expected: Partial<FolderProblem>][] = [
	[
		'no card at the path',
		() => ({ [`${HOME}card.json`]: null }),
		{ code: 'missing_file', column: 'baselines[1].card', row: 11 },
	],
	[
		'no JSON',
		() => ({ [`${HOME}card.json`]: '{' }),
		{ code: 'bad_card', file: `${HOME}card.json` },
	],
	[
		'no UTF-8',
		() => ({ [`${HOME}card.json`]: Uint8Array.of(0xff, 0xfe, 0) }),
		{ code: 'bad_card' },
	],
	['another version', () => card({ version: 2 }), { code: 'bad_card', column: 'version' }],
	[
		'a word where a number belongs',
		() => card({ history: [{ ...smallCard(LABELS).history[0]!, loss: 'low' }] }),
		{ code: 'bad_card', column: 'history[1].loss' },
	],
	[
		'a report that is none',
		() => card({ figures: { split: 'validation', metric: 'mean_auroc', report: {} } }),
		{ code: 'bad_card', column: 'figures.report.rows' },
	],
	[
		'a recipe that is none',
		() => card({ recipe: { ...smallCard(LABELS).recipe, definition: { method: 'magic' } } }),
		{ code: 'bad_card', column: 'recipe.definition.method' },
	],
	[
		'a threshold of another label',
		() => card({ thresholds: { Nodule: 0.5 } }),
		{ code: 'bad_card', column: 'thresholds.Nodule' },
	],
	[
		'a picture outside the gallery',
		() => gallery('../solution.webp'),
		{ code: 'bad_card', column: 'gallery[1].file' },
	],
	['a picture of SVG', () => gallery('gallery/a.svg'), { code: 'bad_card' }],
	['a card of a megabyte', () => card({ limits: ['x'.repeat(1e6)] }), { code: 'file_too_large' }],
	[
		'a picture that is text',
		() => ({ [HOME + PICTURE]: 'RIFF, honestly' }),
		{ code: 'bad_picture', file: HOME + PICTURE },
	],
	[
		'the labels as a picture',
		() => ({ [HOME + PICTURE]: SOLUTION }),
		{ code: 'solution_leak', file: HOME + PICTURE },
	],
	[
		'an unknown key beside it',
		() => ({ 'competition.yaml': WITH_CARD.replace('    card:', '    crad:') }),
		{ code: 'unknown_key', column: 'baselines[1].crad' },
	],
];

it.each(CASES)('refuses %s', (_, changes, expected) => {
	const { problems, competition } = readCompetitionFolder(folder(changes()));
	expect(competition).toBeNull();
	expect(problems).toContainEqual(expect.objectContaining(expected));
	for (const { detail, remedy } of problems) {
		expect(detail).toMatch(/\.$/);
		expect(remedy).not.toBe('');
	}
});

it('refuses pictures of another kind or size than the name and the card say', async () => {
	for (const bytes of [await picture('png'), await picture('webp', '#000', 30)]) {
		const { problems } = readCompetitionFolder(folder({ [HOME + PICTURE]: bytes }));
		expect(problems).toMatchObject([{ code: 'bad_picture', file: HOME + PICTURE }]);
	}
});
