/** `holdout baseline phantoms` */
import { existsSync } from 'node:fs';
import { SPLITS, type Split } from '#baselines/data/index';
import { writePhantomSet } from '#baselines/phantoms/files/write';
import { say, sayJson } from '../output.ts';
import { refuse, wrongUsage } from '../outcome.ts';
import { startProgress } from '../progress.ts';
import { abortOnInterrupt, failureOfBaselines } from './baseline-shared.ts';

interface Options {
	out: string;
	patients: number;
	size: number;
	seed: number;
	withhold?: string[];
	json?: boolean;
}

function splitsNamed(names: readonly string[] = []): Split[] {
	return names.map((name) => {
		const known = SPLITS.find((split) => split === name);
		if (known) return known;
		throw wrongUsage(`"${name}" is no split.`, `Choose among ${SPLITS.join(', ')}.`);
	});
}

export async function phantoms(options: Options): Promise<void> {
	const { out: folder, patients, size, seed, json = false } = options;
	const withhold = splitsNamed(options.withhold);
	if (existsSync(folder))
		throw refuse(`${folder} exists already.`, { remedy: 'Name a folder that does not exist yet.' });
	const progress = startProgress('Drawing', json);
	const interrupt = abortOnInterrupt(json);
	try {
		const written = await writePhantomSet({
			...{ folder, patients, size, seed, withhold },
			...{ onProgress: progress.update, signal: interrupt.signal },
		});
		progress.stop();
		if (json) return sayJson({ ok: true, out: folder, ...written });
		const { train, validation, test } = written.images;
		say(`${train} training, ${validation} validation and ${test} test images in ${folder}`);
	} catch (error) {
		progress.stop();
		throw failureOfBaselines(error);
	} finally {
		interrupt.stop();
	}
}
