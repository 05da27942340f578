/** Images of a set as rows of its tables. */
import { csvOf } from '../files/tables.ts';
import { FINDING_NAMES } from '../names.ts';
import type { PlannedPhantom } from '../types.ts';
import type { PhantomSetDefinition } from './types.ts';

type Columns = PhantomSetDefinition['columns'];

const about = ({ id }: Columns) => [id, 'Patient ID', 'Sex', 'Age', 'View', 'split'];

function aboutRow({ id, metadata, split }: PlannedPhantom): string[] {
	const { patient, sex, age, view } = metadata;
	return [id, patient, sex, String(age), view, split];
}

const labelColumns = ({ labels }: Columns): readonly string[] =>
	labels.kind === 'findings' ? FINDING_NAMES : [labels.name];

function labelCells({ labels }: Columns, { findings, pattern }: PlannedPhantom): string[] {
	if (labels.kind === 'findings') return FINDING_NAMES.map((name) => String(findings[name]));
	const named = pattern!.labelled;
	return [labels.kind === 'class' ? named : String(Number(named === labels.name))];
}

/** Images that come with labels: those for training and for validation. */
export const hasLabels = ({ split }: Pick<PlannedPhantom, 'split'>) => split !== 'test';

/** `train.csv`: all images with labels; the column `split` says which are for validation. */
export function trainTable(
	{ columns }: PhantomSetDefinition,
	planned: readonly PlannedPhantom[],
): string {
	const rows = planned.filter(hasLabels);
	return csvOf(
		[...about(columns), ...labelColumns(columns)],
		rows.map((phantom) => [...aboutRow(phantom), ...labelCells(columns, phantom)]),
	);
}

/** `test.csv`: the images to predict. */
export function testTable(
	{ columns }: PhantomSetDefinition,
	planned: readonly PlannedPhantom[],
): string {
	const rows = planned.filter((phantom) => !hasLabels(phantom));
	return csvOf(about(columns), rows.map(aboutRow));
}
