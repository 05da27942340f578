/** `holdout baseline gpu-kit` */
import { version } from '../../../package.json' with { type: 'json' };
import { KitError } from '#baselines/gpu/kit/carry';
import { plannedRuns, RECIPES, withEachOnce, type Plan } from '#baselines/gpu/kit/plan';
import { writeKit } from '#baselines/gpu/kit/write-kit';
import { findDemoSet, demoSets } from '#baselines/phantoms/sets/index';
import { say, sayJson } from '../output.ts';
import { refuse, wrongUsage } from '../outcome.ts';
import { startProgress, type Progress } from '../progress.ts';
import { findRoot } from '../serve/root.ts';
import { cacheFolder, failureOfBaselines, refusedData } from './baseline-shared.ts';

interface Options {
	out: string;
	data: Record<string, string>;
	demo: string[];
	size: number;
	limit: number;
	compress: boolean;
	tiny?: boolean;
	vulkan?: string;
	cache?: string;
	json?: boolean;
}

/** For a try on a processor: all of it, as small as it goes. */
const TINY = { size: 72, patients: 24, most: 24, width: 1 / 8 };

function planOf({ data, demo, size, tiny = false }: Options): Plan {
	const packed = Object.keys(data);
	const few = tiny ? { epochs: 1, batch: 8, width: TINY.width } : {};
	const runs = plannedRuns([...demo, ...packed], tiny ? TINY.size : size, few);
	return {
		...{ version: 1, holdout: version, smoke: tiny ? ['small'] : ['small', 'usual'] },
		networks: RECIPES,
		timing: tiny
			? { sizes: [TINY.size], batches: [1], seconds: 1, width: TINY.width / 2 }
			: { sizes: [128], batches: [32, 128], seconds: 5, width: 1 },
		drawn: demo.map((set) => ({ set, ...(tiny && { patients: TINY.patients, size: TINY.size }) })),
		runs: tiny ? withEachOnce(runs) : runs,
	};
}

function checkNames({ data, demo }: Options): void {
	for (const slug of demo) {
		if (findDemoSet(slug)) continue;
		const known = demoSets.map((set) => set.slug).join(', ');
		throw wrongUsage(`"${slug}" is no demo competition.`, `Choose among ${known}.`);
	}
	for (const name of Object.keys(data)) {
		if (/^[a-z0-9][a-z0-9-]*$/.test(name) && !demo.includes(name)) continue;
		throw wrongUsage(
			`A data set cannot be called "${name}".`,
			'Use small letters, digits and hyphens, and every name once: --data kermany=./kermany.',
		);
	}
}

/** A line for each part of the work, with a bar where it is long. */
function partsProgress(quiet: boolean) {
	let bar: Progress | null = null;
	let part = '';
	return {
		onProgress(what: string, share: number) {
			if (what !== part) bar?.stop();
			if (what !== part) bar = startProgress(what, quiet);
			part = what;
			bar?.update(share);
		},
		stop: () => bar?.stop(),
	};
}

export async function gpuKit(options: Options): Promise<void> {
	const { out, data, size, limit, compress, tiny = false, vulkan, json = false } = options;
	checkNames(options);
	const progress = partsProgress(json);
	try {
		const kit = await writeKit({
			...{ root: findRoot(), out, plan: planOf(options), sets: data, vulkan },
			...(tiny ? { size: TINY.size, most: TINY.most } : { size }),
			...{ cache: compress ? cacheFolder(options.cache) : null, onProgress: progress.onProgress },
		});
		progress.stop();
		if (!kit.ok) throw refusedData(data[kit.set]!, kit.problems);
		const megabytes = kit.bytes / 2 ** 20;
		if (json) return sayJson({ ok: true, out, bytes: kit.bytes, images: kit.images });
		say(`${megabytes.toFixed(1)} MiB in ${out}. On the machine: sh run.sh --minutes 9`);
		if (megabytes > limit)
			say(`That is more than ${limit} MiB: leave a data set out, or make --size smaller.`);
	} catch (error) {
		if (error instanceof KitError) throw refuse(error.message, { remedy: error.remedy });
		throw failureOfBaselines(error);
	} finally {
		progress.stop();
	}
}
