/** Baselines that were trained on the demo's images and come with the package, each with its card. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gunzipSync } from 'node:zlib';
import { cardSchema } from '#baselines/cards/schema';
import { recipes } from '#baselines/recipes/index';

export interface TrainedBaseline {
	/** Of its recipe, and the name of its folder. */
	id: string;
	name: string;
	note: string;
	submission: Uint8Array;
	card: Uint8Array;
	/** Pictures that the card names, by path beside it. */
	gallery: (readonly [file: string, bytes: Uint8Array])[];
}

/** `baselines/trained`, in some folder above: of the source tree, a build or an installed package. */
export function findTrainedFolder(): string | null {
	for (const start of [dirname(fileURLToPath(import.meta.url)), process.cwd()]) {
		for (let folder = start; ; folder = dirname(folder)) {
			const candidate = join(folder, 'baselines', 'trained');
			if (existsSync(candidate)) return candidate;
			if (folder === dirname(folder)) break;
		}
	}
	return null;
}

/** As the registry has them: simple ones first, and what it does not know last. */
function place(id: string): number {
	const known = recipes.findIndex((recipe) => recipe.id === id);
	return known < 0 ? recipes.length : known;
}

const isWhole = (folder: string) =>
	['card.json', 'submission.csv.gz'].every((name) => existsSync(join(folder, name)));

function readOne(folder: string, id: string): TrainedBaseline {
	const bytes = readFileSync(join(folder, 'card.json'));
	const card = cardSchema.parse(JSON.parse(bytes.toString('utf8')));
	return {
		id,
		name: card.recipe.name,
		note: card.recipe.note,
		submission: gunzipSync(readFileSync(join(folder, 'submission.csv.gz'))),
		card: bytes,
		gallery: card.gallery
			.filter(({ file }) => existsSync(join(folder, file)))
			.map(({ file }) => [file, readFileSync(join(folder, file))]),
	};
}

/** The trained baselines of a demo competition; none where the package has no folder of them. */
export function readTrained(slug: string, root = findTrainedFolder()): TrainedBaseline[] {
	const folder = root && join(root, slug);
	if (!folder || !existsSync(folder)) return [];
	return readdirSync(folder, { withFileTypes: true })
		.filter((entry) => entry.isDirectory() && isWhole(join(folder, entry.name)))
		.map(({ name }) => name)
		.sort((a, b) => place(a) - place(b) || a.localeCompare(b))
		.map((id) => readOne(join(folder, id), id));
}
