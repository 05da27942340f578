/** Solutions and submissions as CSV. */
import { csvCell, submissionCsv } from '#baselines/index';
import type { DemoPlan, DemoTable } from './types.ts';

type Column = readonly [name: string, values: readonly string[]];

function csv(columns: Column[]): Uint8Array {
	const lines = [columns.map(([name]) => csvCell(name)).join(',')];
	for (let row = 0; row < columns[0]![1].length; row++) {
		lines.push(columns.map(([, values]) => csvCell(values[row]!)).join(','));
	}
	return new TextEncoder().encode(`${lines.join('\n')}\n`);
}

/** The class of every row, where classes are one-hot. */
const classNames = (labels: string[], columns: readonly (Uint8Array | Float64Array)[]) =>
	Array.from(columns[0]!, (_, row) => {
		const values = columns.map((column) => column[row]!);
		return labels[values.indexOf(Math.max(...values))]!;
	});

function labelColumns({ config }: DemoPlan, { yTrue }: DemoTable): Column[] {
	if (config.target) return [[config.target, classNames(config.labels, yTrue)]];
	return config.labels.map((label, k) => [label, Array.from(yTrue[k]!, String)]);
}

export function solutionCsv(plan: DemoPlan): Uint8Array {
	const { test, config } = plan;
	return csv([
		[config.id, test.ids],
		...labelColumns(plan, test),
		...Object.entries(test.hidden),
		['Usage', test.usage],
	]);
}

/** Scores as a submission of one score column per label. */
export const scoresCsv = ({ config, test }: DemoPlan, scores: Float64Array[]): Uint8Array =>
	submissionCsv(config.id, config.labels, test.ids, scores);

/** Scores as a submission of one class column, multiclass only. */
export const classesCsv = ({ config, test }: DemoPlan, scores: Float64Array[]): Uint8Array =>
	csv([
		[config.id, test.ids],
		[config.target!, classNames(config.labels, scores)],
	]);
