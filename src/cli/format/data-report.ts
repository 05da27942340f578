/** What an import found in the files of a data set, to read. */
import type { Importer, ImportResult, ReportItem } from '#lib/importers/index';
import { style } from '../style.ts';
import { formatTable, type Column } from './table.ts';

type Imported = Extract<ImportResult, { ok: true }>;

const count = (n: number) => n.toLocaleString('en-US');
const right = (title: string): Column => ({ title, align: 'right' });

const MARKS = { conflict: style.bad('≠'), warning: style.warn('!'), note: style.dim('·') };

function itemLines({ code, severity, detail, treatment, examples, table }: ReportItem): string[] {
	const lines = [`  ${MARKS[severity]} ${style.bold(code)}  ${detail}`];
	if (treatment) lines.push(`    → ${treatment}`);
	if (examples?.length) lines.push(style.dim(`    such as ${examples.join(', ')}`));
	if (table) {
		const columns = table.columns.map((title, k) =>
			typeof table.rows[0]?.[k] === 'number' ? right(title) : { title },
		);
		const rows = formatTable(
			columns,
			table.rows.map((row) => [...row]),
		);
		lines.push(...rows.map((line) => `    ${line}`));
	}
	return lines;
}

const ORDER = ['conflict', 'warning', 'note'] as const;

/** Contradictions first. */
export const formatDataReport = (report: readonly ReportItem[]): string =>
	ORDER.flatMap((severity) => report.filter((item) => item.severity === severity))
		.flatMap(itemLines)
		.join('\n');

/** Rows and positives of the three parts. */
export function formatImport({ summary, trainRows, trainPositives }: Imported): string {
	const { rows } = summary;
	const table = formatTable(
		[{ title: 'positive rows' }, right('training'), right('public'), right('private')],
		summary.labels.map((label, k) => [
			label.name,
			trainPositives[k]!,
			label.public_positives,
			label.private_positives,
		]),
	);
	return [
		`${style.bold(summary.title)} (${summary.slug})`,
		`${summary.task}, ${summary.metric}; ${count(trainRows)} training, ${count(rows.public)} public and ${count(rows.private)} private rows`,
		`${summary.baselines} baselines, ${summary.reported} reported results`,
		'',
		...table,
	].join('\n');
}

const line = (title: string, text: string) => `  ${style.dim(title.padEnd(7))} ${text}`;

/** The data sets: what each wants, asks, and is published under. */
export const formatImporters = (importers: readonly Importer[]): string =>
	importers
		.map(({ id, name, url, wants, images, tasks, splits, terms }) =>
			[
				`${style.bold(id)}  ${name}`,
				...wants.map((file) =>
					line('file', `${file.name}${file.required ? '' : ' (optional)'}: ${file.what}`),
				),
				...(images ? [line('folder', images.what + (images.required ? '' : ' (optional)'))] : []),
				...tasks.map((task) => line('task', `${task.id}: ${task.summary}`)),
				line('splits', splits.join(', ')),
				line('from', url),
				line('terms', terms.text),
			].join('\n'),
		)
		.join('\n\n');
