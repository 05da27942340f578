/** `holdout baseline predict` */
import { readdir } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { readCard, FILES } from '#baselines/cards/folder';
import { openRun } from '#baselines/cards/open-run';
import { openDataset, tablesAmong, withheldTable, type Split } from '#baselines/data/index';
import { submissionCsv } from '#baselines/index';
import { writeAtomically } from '#baselines/training/write-atomically';
import { say, sayJson } from '../output.ts';
import { refuse } from '../outcome.ts';
import { trainingProgress } from './baseline-progress.ts';
import {
	abortOnInterrupt,
	cacheFolder,
	deviceStarter,
	failureOfBaselines,
	refusedData,
} from './baseline-shared.ts';

interface Options {
	data: string;
	csv?: string;
	id?: string;
	all?: boolean;
	out?: string;
	backend?: string;
	cache?: string;
	threads?: number;
	json?: boolean;
}

async function tableIn({ data, csv }: Options): Promise<string | undefined> {
	if (csv) return csv;
	const name = withheldTable(tablesAmong(await readdir(data).catch(() => [] as string[])));
	return name === undefined ? undefined : join(data, name);
}

/** Scores images without reading a label. */
export async function predictBaseline(run: string, options: Options): Promise<void> {
	const { json = false, data: folder } = options;
	const progress = trainingProgress(json);
	const interrupt = abortOnInterrupt(json);
	try {
		const card = await readCard(run);
		const csv = await tableIn(options);
		const opened = await openDataset({
			...{ folder, task: 'multilabel', labels: [], crossing: 'report' },
			...(csv !== undefined && { csv }),
			...(options.id !== undefined && { columns: { id: options.id } }),
		});
		if (!opened.ok) throw refusedData(folder, opened.problems);
		const wanted: Split[] = options.all ? ['train', 'validation', 'test'] : ['test'];
		const trained = await openRun(run, card, {
			...{ onEvent: progress.onEvent, signal: interrupt.signal },
			...{ cache: cacheFolder(options.cache), threads: options.threads },
			startBackend: deviceStarter(options.backend, json),
		});
		const ids: string[] = [];
		const columns: number[][] = card.labels.map(() => []);
		try {
			for (const split of wanted) {
				const said = await trained.score(opened.dataset, split);
				if (!said) continue;
				ids.push(...said.ids);
				said.yScore.forEach((scores, k) => columns[k]!.push(...scores));
			}
		} finally {
			trained.dispose();
		}
		if (!ids.length) {
			throw refuse(`${csv ?? folder} has no test images.`, {
				remedy: 'Say --all to score every image of the table.',
			});
		}
		const out = options.out ?? join(run, FILES.submission);
		const scores = columns.map((column) => Float64Array.from(column));
		await writeAtomically(
			out,
			submissionCsv(options.id ?? card.id_column, card.labels, ids, scores),
		);
		progress.stop();
		if (json) return sayJson({ ok: true, file: out, rows: ids.length });
		say(`${ids.length} rows in ${join(dirname(out), basename(out))}`);
	} catch (error) {
		throw failureOfBaselines(error);
	} finally {
		progress.stop();
		interrupt.stop();
	}
}
