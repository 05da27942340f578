/** What is kept of trained baselines, and the solution of the set that each was trained for. */
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { METRIC } from '#baselines/cards/figures';
import { cardSchema, type Card } from '#baselines/cards/schema';
import { classesOf } from '#baselines/phantoms/cohort/cohort';
import { FINDING_NAMES } from '#baselines/phantoms/names';
import { findDemoSet, planSet } from '#baselines/phantoms/sets/index';
import { PACKED_SUBMISSION } from '#baselines/trained/pack';
import { USAGE, type Solution, type TaskSpec } from '#scorer/index';

export const FOLDER = resolve(import.meta.dirname, '../../../baselines/trained');

export interface Committed {
	slug: string;
	recipe: string;
	folder: string;
	card: Card;
	cardBytes: Uint8Array;
	csv: Buffer;
	/** Of all files. */
	bytes: number;
}

const foldersIn = (path: string) =>
	readdirSync(path, { withFileTypes: true }).flatMap((entry) =>
		entry.isDirectory() ? [entry.name] : [],
	);

export function listCommitted(): Committed[] {
	return foldersIn(FOLDER).flatMap((slug) =>
		foldersIn(join(FOLDER, slug)).map((recipe) => {
			const folder = join(FOLDER, slug, recipe);
			const files = readdirSync(folder, { recursive: true }).map((name) =>
				statSync(join(folder, String(name))),
			);
			const cardBytes = readFileSync(join(folder, 'card.json'));
			return {
				...{ slug, recipe, folder, cardBytes },
				card: cardSchema.parse(JSON.parse(cardBytes.toString('utf8'))),
				csv: gunzipSync(readFileSync(join(folder, PACKED_SUBMISSION))),
				bytes: files.reduce((sum, file) => sum + (file.isFile() ? file.size : 0), 0),
			};
		}),
	);
}

export const pictureIn = (folder: string, file: string) => existsSync(join(folder, file));

/** Ids by split, and the test split as the scorer is given it. */
export function demoSolution(slug: string) {
	const definition = findDemoSet(slug)!;
	const { columns, cohort } = definition;
	const planned = planSet(definition);
	const test = planned.filter(({ split }) => split === 'test');
	const { kind } = columns.labels;
	const labels =
		kind === 'findings'
			? FINDING_NAMES
			: kind === 'class'
				? classesOf(cohort).sort()
				: [(columns.labels as { name: string }).name];
	const yTrue = labels.map((label) =>
		Uint8Array.from(test, ({ findings, pattern }) =>
			kind === 'findings'
				? findings[label as keyof typeof findings]
				: Number(pattern!.labelled === label),
		),
	);
	const task = kind === 'findings' ? 'multilabel' : kind === 'class' ? 'multiclass' : 'binary';
	const ids = test.map(({ id }) => id);
	const patients = [...new Set(test.map(({ metadata }) => metadata.patient))];
	const solution: Solution = {
		...{ ids, yTrue, usage: new Uint8Array(ids.length).fill(USAGE.public) },
		rowOf: new Map(ids.map((id, row) => [id, row])),
		...(task === 'multiclass' && {
			classes: Uint8Array.from(ids, (_, row) => yTrue.findIndex((y) => y[row] === 1)),
		}),
		groups: Int32Array.from(test, ({ metadata }) => patients.indexOf(metadata.patient)),
	};
	const spec: TaskSpec = {
		...{ task, labels, id: columns.id, metric: METRIC[task], threshold: 0.5 },
		...{ missingLabels: 'error', group: 'Patient ID' },
	};
	const validation = new Set(
		planned.filter(({ split }) => split === 'validation').map(({ id }) => id),
	);
	return { solution, spec, validation };
}
