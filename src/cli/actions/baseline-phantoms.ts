/** `holdout baseline phantoms` */
import { existsSync } from 'node:fs';
import { SPLITS, type Split } from '#baselines/data/index';
import { writePhantomSet } from '#baselines/phantoms/files/write';
import { demoSets, findDemoSet } from '#baselines/phantoms/sets/index';
import { writeSet } from '#baselines/phantoms/sets/write-set';
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
	demo?: string;
	json?: boolean;
}

function splitsNamed(names: readonly string[] = []): Split[] {
	return names.map((name) => {
		const known = SPLITS.find((split) => split === name);
		if (known) return known;
		throw wrongUsage(`"${name}" is no split.`, `Choose among ${SPLITS.join(', ')}.`);
	});
}

function demoNamed(slug: string) {
	const definition = findDemoSet(slug);
	if (definition) return definition;
	const known = demoSets.map((set) => set.slug).join(', ');
	throw wrongUsage(`"${slug}" is no demo competition.`, `Choose among ${known}.`);
}

type Way = { onProgress(share: number): void; signal: AbortSignal };

/** Draws what the options say; the second is how many images of each kind. */
function drawing({ out: folder, ...options }: Options) {
	if (options.demo !== undefined) {
		const definition = demoNamed(options.demo);
		return async (way: Way) => {
			const { images } = await writeSet({ definition, folder, ...way });
			return { images, text: `${images.train} training and ${images.test} test images` };
		};
	}
	const { patients, size, seed } = options;
	const withhold = splitsNamed(options.withhold);
	return async (way: Way) => {
		const { images } = await writePhantomSet({ folder, patients, size, seed, withhold, ...way });
		const { train, validation, test } = images;
		return {
			images,
			text: `${train} training, ${validation} validation and ${test} test images`,
		};
	};
}

export async function phantoms(options: Options): Promise<void> {
	const { out: folder, json = false } = options;
	const draw = drawing(options);
	if (existsSync(folder))
		throw refuse(`${folder} exists already.`, { remedy: 'Name a folder that does not exist yet.' });
	const progress = startProgress('Drawing', json);
	const interrupt = abortOnInterrupt(json);
	try {
		const { images, text } = await draw({
			onProgress: progress.update,
			signal: interrupt.signal,
		});
		progress.stop();
		if (json) return sayJson({ ok: true, out: folder, images });
		say(`${text} in ${folder}`);
	} catch (error) {
		progress.stop();
		throw failureOfBaselines(error);
	} finally {
		interrupt.stop();
	}
}
