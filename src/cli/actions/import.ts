/** `holdout import` */
import { existsSync } from 'node:fs';
import { basename, resolve } from 'node:path';
import {
	findImporter,
	importDataset,
	importers,
	type Importer,
	type ImportOptions,
	type ImportResult,
} from '#lib/importers/index';
import { didYouMean } from '#scorer/csv/nearest';
import { formatDataReport, formatImport, formatImporters } from '../format/data-report.ts';
import { formatNotices } from '../format/problems.ts';
import { readInput, writeFolder } from '../files.ts';
import { note, say, sayJson } from '../output.ts';
import { refuse, wrongUsage } from '../outcome.ts';
import { startProgress } from '../progress.ts';
import { readSourceFiles } from '../source-files.ts';
import { style } from '../style.ts';

interface Options extends Omit<ImportOptions, 'testList'> {
	list?: boolean;
	out?: string;
	testList?: string;
	json?: boolean;
}

const MAX_LIST_BYTES = 100_000_000;

function list(json: boolean): void {
	if (!json) return say(formatImporters(importers));
	const plain = importers.map(({ wants, images, draft: _, ...rest }) => ({
		...rest,
		files: wants.map(({ role, name, what, required, columns }) => ({
			...{ role, name, what, required, columns },
		})),
		...(images ? { images: { what: images.what, required: images.required } } : {}),
	}));
	sayJson({ ok: true, data_sets: plain });
}

function importerNamed(id: string | undefined): Importer {
	const ids = importers.map((importer) => importer.id);
	if (id === undefined) {
		throw wrongUsage('Which data set?', `Use one of: ${ids.join(', ')}; --list says more.`);
	}
	const found = findImporter(id);
	if (found) return found;
	const remedy = `Use one of: ${ids.join(', ')}.${didYouMean(id, ids)}`;
	throw wrongUsage(`There is no data set "${id}".`, remedy);
}

function refuseExisting(out: string): void {
	if (!existsSync(out)) return;
	throw refuse(`"${out}" is there already.`, {
		code: 'exists',
		remedy: 'Name another folder with --out.',
	});
}

async function runImport(
	importer: Importer,
	paths: readonly string[],
	{ testList, json = false, ...options }: Options,
): Promise<ImportResult> {
	const hashing = startProgress('Reading', json);
	const input = await readSourceFiles(paths, importer, importers, hashing).finally(hashing.stop);
	const listed = testList && {
		testList: { path: testList, bytes: await readInput(testList, MAX_LIST_BYTES) },
	};
	const progress = startProgress('Importing', json);
	const result = importDataset(importer, input, {
		...options,
		...listed,
		onProgress: progress.update,
	});
	progress.stop();
	return result;
}

/** Makes a competition folder of a data set's files; refuses them with everything that is wrong. */
export async function importFiles(
	dataSet: string | undefined,
	paths: readonly string[],
	options: Options,
): Promise<void> {
	const { json = false } = options;
	if (options.list) return list(json);
	const importer = importerNamed(dataSet);
	if (!paths.length) {
		throw wrongUsage('Which files?', `\n${formatImporters([importer])}`);
	}
	if (options.out) refuseExisting(options.out);
	const result = await runImport(importer, paths, options);
	if (!result.ok) {
		const { problems } = result;
		const many = problems.length === 1 ? 'one problem' : `${problems.length} problems`;
		throw refuse(`${importer.name} cannot be imported: ${many}.`, {
			code: 'invalid_data',
			problems,
		});
	}
	const out = options.out ?? result.config.slug;
	refuseExisting(out);
	await writeFolder(out, result.folder);
	const { summary, trainRows, trainPositives, report, notices, folder } = result;
	if (json) {
		return sayJson({
			...{ ok: true, data_set: importer.id, out: resolve(out), summary },
			train: { rows: trainRows, positives: trainPositives },
			...{ report, notices, files: [...folder.keys()] },
		});
	}
	say(formatImport(result));
	say(`\n${style.bold('Data report')}\n${formatDataReport(report)}`);
	if (notices.length) note(`\n${formatNotices(notices)}`);
	say(`\nWrote ${out}. It holds the hidden labels.`);
	const path = out === basename(out) ? `./${out}` : out;
	say(`Next: holdout competition check ${path}`);
	say(`      holdout competition import ${path}`);
}
