/** Model cards of baselines, with the pictures that they name. */
import { didYouMean } from '#scorer/csv/nearest';
import { checkCard } from '../baseline-card/check-card.ts';
import { checkPicture } from '../baseline-card/check-picture.ts';
import type { Config } from './config-schema.ts';
import type { Folder, FolderCard, FolderNotice, FolderProblem, Place } from './types.ts';

export interface ReadCards {
	/** By place under `baselines`; null where an entry has none. */
	cards: (FolderCard | null)[];
	problems: FolderProblem[];
	notices: FolderNotice[];
	/** Every path that belongs to a card. */
	paths: Set<string>;
}

const NONE = { card: null, problems: [], notices: [], paths: [] };

/** Pictures lie at their paths relative to the card. */
const besideOf = (path: string) => path.slice(0, path.lastIndexOf('/') + 1);

function readCard(
	folder: Folder,
	path: string,
	at: Pick<FolderProblem, 'file' | 'row' | 'line' | 'column'>,
) {
	const bytes = folder.get(path);
	if (!bytes) {
		const problem: FolderProblem = {
			...{ code: 'missing_file', ...at },
			detail: `The card "${path}" is listed under baselines, but the folder does not hold it.`,
			remedy: `Add the file or correct the path.${didYouMean(path, folder.keys())}`,
		};
		return { ...NONE, problems: [problem] };
	}
	const checked = checkCard(bytes);
	if (!checked.ok) {
		const problems = checked.problems.map((problem) => ({ ...problem, file: path }));
		return { ...NONE, problems, paths: [path] };
	}
	const { card } = checked;
	const read: FolderCard = { bytes, card, pictures: [] };
	const problems: FolderProblem[] = [];
	const missing: string[] = [];
	const paths = [path];
	for (const picture of card.gallery) {
		const file = besideOf(path) + picture.file;
		const image = folder.get(file);
		paths.push(file);
		if (!image) missing.push(file);
		else {
			const found = checkPicture(picture, image);
			if (found.ok) read.pictures.push({ file: picture.file, type: found.type, bytes: image });
			else {
				const { code, detail, remedy } = found;
				problems.push({ code, file, detail, remedy });
			}
		}
	}
	const notices: FolderNotice[] = missing.length
		? [
				{
					...{ code: 'missing_pictures', file: path, count: missing.length },
					detail: `The card names pictures that the folder does not hold, such as ${missing[0]}; it is shown without them.`,
				},
			]
		: [];
	return { card: read, problems, notices, paths };
}

/** Reads the cards that competition.yaml lists; all that is wrong with them at once. */
export function readCards(folder: Folder, config: Config, place: Place): ReadCards {
	const each = config.baselines.map(({ card }, i) =>
		card === undefined
			? NONE
			: readCard(folder, card, {
					...place(['baselines', i, 'card']),
					column: `baselines[${i + 1}].card`,
				}),
	);
	return {
		cards: each.map(({ card }) => card),
		problems: each.flatMap(({ problems }) => problems),
		notices: each.flatMap(({ notices }) => notices),
		paths: new Set(each.flatMap(({ paths }) => paths)),
	};
}
