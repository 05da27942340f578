/** A finished run as it is kept with the project: card, predictions and heat maps, and no weights. */
import { copyFile, mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { FILES, readCard } from '../cards/folder.ts';

/** Digits of a score that count: the ranking score of what is kept here moves by 8e-5 at most (measured). */
const DIGITS = 4;

export const PACKED_SUBMISSION = `${FILES.submission}.gz`;

/** A submission file of ours, whose ids hold neither commas nor quotes, with shorter numbers. */
export function shortened(csv: string): string {
	const [head, ...rows] = csv.trimEnd().split('\n');
	const short = rows.map((row) => {
		const [id, ...scores] = row.split(',');
		return [id, ...scores.map((score) => Number(Number(score).toPrecision(DIGITS)))].join(',');
	});
	return `${[head, ...short].join('\n')}\n`;
}

/**
 * Replaces `to` with what is kept of a run.
 * @throws {TrainingError} `bad_output_folder` where the run is not finished
 */
export async function packRun(run: string, to: string): Promise<void> {
	const card = await readCard(run);
	const csv = await readFile(join(run, FILES.submission), 'utf8');
	await rm(to, { recursive: true, force: true });
	await mkdir(join(to, FILES.gallery), { recursive: true });
	await writeFile(join(to, FILES.card), `${JSON.stringify(card)}\n`);
	await writeFile(join(to, PACKED_SUBMISSION), gzipSync(shortened(csv), { level: 9 }));
	for (const { file } of card.gallery) {
		if (dirname(file) !== FILES.gallery) throw new Error(`${file} is not in the gallery.`);
		await copyFile(join(run, file), join(to, FILES.gallery, basename(file)));
	}
	if (!card.gallery.length) await rm(join(to, FILES.gallery), { recursive: true });
}
