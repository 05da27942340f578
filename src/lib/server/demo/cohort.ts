/** A set of phantoms as the tables of a competition. */
import type { Metadata } from '#baselines/index';
import { FINDING_NAMES, type PlannedPhantom } from '#baselines/phantoms/index';
import {
	findDemoSet,
	hasLabels,
	planSet,
	testTable,
	trainTable,
	type PhantomSetDefinition,
} from '#baselines/phantoms/sets/index';
import { splitByPatient } from './simulate/usage.ts';
import type { DemoTable, DemoTest } from './types.ts';

const PUBLIC_SHARE = 0.4;

export interface DemoCohort {
	/** The tables that participants get. */
	csv: { train: string; test: string };
	train: DemoTable;
	test: DemoTest;
	/** What was drawn on each test image, one array of 0 and 1 per label; labels are wrong at times. */
	drawn: Uint8Array[];
	planned: { train: PlannedPhantom[]; test: PlannedPhantom[] };
}

/** One column of 0 and 1 per label. */
function columnsOf(
	{ columns }: PhantomSetDefinition,
	labels: readonly string[],
	rows: readonly PlannedPhantom[],
	which: 'drawn' | 'labelled',
): Uint8Array[] {
	const isFinding = columns.labels.kind === 'findings';
	const findings = (row: PlannedPhantom) => (which === 'drawn' ? row.drawn : row.findings);
	return labels.map((label, k) =>
		Uint8Array.from(rows, (row) =>
			isFinding ? findings(row)[FINDING_NAMES[k]!] : Number(row.pattern![which] === label),
		),
	);
}

const metadataOf = (rows: readonly PlannedPhantom[]): Metadata => ({
	Sex: rows.map(({ metadata }) => metadata.sex),
	Age: rows.map(({ metadata }) => String(metadata.age)),
	View: rows.map(({ metadata }) => metadata.view),
});

/**
 * @param labels as in competition.yaml: the findings, the classes, or the one positive class
 * @param further columns of the solution alone, such as a subgroup
 */
export function demoCohort(
	slug: string,
	seed: number,
	labels: readonly string[],
	further: (rows: readonly PlannedPhantom[]) => Metadata = () => ({}),
): DemoCohort {
	const definition = findDemoSet(slug)!;
	const all = planSet(definition, seed);
	const planned = {
		train: all.filter(hasLabels),
		test: all.filter((phantom) => !hasLabels(phantom)),
	};
	const table = (rows: readonly PlannedPhantom[]) => ({
		ids: rows.map(({ id }) => id),
		yTrue: columnsOf(definition, labels, rows, 'labelled'),
		metadata: metadataOf(rows),
	});
	const test = table(planned.test);
	const patients = planned.test.map(({ metadata }) => metadata.patient);
	return {
		csv: { train: trainTable(definition, all), test: testTable(definition, all) },
		train: table(planned.train),
		test: {
			...test,
			usage: splitByPatient(seed, patients, PUBLIC_SHARE),
			hidden: { 'Patient ID': patients, ...further(planned.test), ...test.metadata },
		},
		drawn: columnsOf(definition, labels, planned.test, 'drawn'),
		planned,
	};
}
