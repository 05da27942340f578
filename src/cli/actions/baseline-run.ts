/** A run as `publish` sends it: read and checked before anything leaves. */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { FILES } from '#baselines/cards/folder';
import type { Card } from '#baselines/cards/schema';
import { checkCard } from '#lib/baseline-card/check-card';
import { checkPicture } from '#lib/baseline-card/check-picture';
import { MAX_CARD_BYTES } from '#lib/baseline-card/limits';
import type { PictureType } from '#lib/baseline-card/read-picture';
import { maxUploadBytes } from '../environment.ts';
import { readInput } from '../files.ts';
import { refuse, type CliProblem } from '../outcome.ts';

export interface RunPicture {
	/** As the card names it. */
	file: string;
	type: PictureType;
	bytes: Uint8Array<ArrayBuffer>;
}

export interface Run {
	card: Card;
	/** card.json as it is. */
	cardBytes: Uint8Array<ArrayBuffer>;
	submission: Uint8Array;
	pictures: RunPicture[];
}

const copied = (bytes: Uint8Array) => new Uint8Array(bytes);

async function readCard(from: string) {
	const path = join(from, FILES.card);
	const bytes = await readInput(path, MAX_CARD_BYTES).catch((error: Error) => {
		throw refuse(error.message, {
			code: 'bad_output_folder',
			remedy: 'Name the --out folder of a finished `holdout baseline train`.',
		});
	});
	const checked = checkCard(bytes);
	if (checked.ok) return { card: checked.card, bytes: copied(bytes) };
	const problems = checked.problems.map((problem) => ({ ...problem, file: path }));
	throw refuse(`${path} is no card that can be published:`, { code: 'invalid_card', problems });
}

async function readPictures(from: string, { gallery }: Card): Promise<RunPicture[]> {
	const problems: CliProblem[] = [];
	const pictures: RunPicture[] = [];
	for (const picture of gallery) {
		const path = join(from, picture.file);
		const bytes = await readFile(path).catch(() => null);
		if (!bytes) {
			problems.push({
				code: 'missing_file',
				file: path,
				detail: `The card names the picture "${picture.file}", and it is not there.`,
				remedy: 'Draw the gallery again: holdout baseline explain.',
			});
			continue;
		}
		const checked = checkPicture(picture, bytes);
		if (checked.ok) pictures.push({ file: picture.file, type: checked.type, bytes: copied(bytes) });
		else {
			const { code, detail, remedy } = checked;
			problems.push({ code, file: path, detail, remedy });
		}
	}
	if (!problems.length) return pictures;
	throw refuse(`The gallery of ${from} cannot be published:`, { code: 'bad_gallery', problems });
}

/** Everything wrong with the folder ends the command. */
export async function readRun(from: string): Promise<Run> {
	const { card, bytes } = await readCard(from);
	return {
		...{ card, cardBytes: bytes },
		pictures: await readPictures(from, card),
		submission: await readInput(join(from, FILES.submission), maxUploadBytes()),
	};
}
