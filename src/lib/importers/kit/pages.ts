/** The pages of an imported competition: what is asked, what the data are and may not do. */
import type { Config } from '#lib/competition-folder/index';
import { getMetric } from '#scorer/index';
import type { Draft, Importer, ReportItem } from '../types.ts';
import type { Divided } from './split.ts';
import type { Tables } from './files.ts';

const count = (n: number) => n.toLocaleString('en-GB');
const cell = (value: string | number) => String(value).replaceAll('|', '\\|');

function markdownTable({ columns, rows }: NonNullable<ReportItem['table']>): string {
	const line = (cells: readonly (string | number)[]) => `| ${cells.map(cell).join(' | ')} |`;
	const rule = columns.map((_, k) => (typeof rows[0]?.[k] === 'number' ? '---:' : '---'));
	return [line(columns), line(rule), ...rows.map(line)].join('\n');
}

const HEADINGS = {
	conflict: 'Contradictions',
	warning: 'What can mislead',
	note: 'Good to know',
} as const;

/** The report as sections; counts and treatments, never the ids that they are about. */
function reportSections(report: readonly ReportItem[]): string {
	const shown = report.filter(({ organiserOnly }) => !organiserOnly);
	return (['conflict', 'warning', 'note'] as const)
		.map((severity) => {
			const items = shown.filter((item) => item.severity === severity);
			if (!items.length) return '';
			const lines = items.map(({ detail, treatment, table }) => {
				const text = `- ${detail}${treatment ? ` ${treatment}` : ''}`;
				return table ? `${text}\n\n${markdownTable(table)}\n` : text;
			});
			return `### ${HEADINGS[severity]}\n\n${lines.join('\n')}\n`;
		})
		.filter(Boolean)
		.join('\n');
}

const isLink = (url: string | undefined): url is string => Boolean(url && /^https?:/.test(url));
const link = (text: string, url: string | undefined) => (isLink(url) ? `[${text}](${url})` : text);

const overview = (importer: Importer, draft: Draft) => `# ${draft.title}

${draft.about}

The ranking is by **${getMetric(draft.metric)!.name}**: ${getMetric(draft.metric)!.description}

Rows are matched by id, never by their order; every figure comes with a 95 % interval${draft.group ? ` that minds which rows share a value of *${draft.group.name}*` : ''}.

Images and labels are those of ${link(importer.name, importer.url)}. Holdout holds the tables, not the images: get them from their publisher, under its terms (see **Rules**).
`;

function columnsText(draft: Draft): string {
	const labels =
		draft.task === 'multiclass'
			? `one column per class (${draft.labels.join(', ')}) with a score each`
			: draft.task === 'binary'
				? `the column \`${draft.labels[0]}\` with a score, higher meaning likelier`
				: `one column per finding (${draft.labels.join(', ')}) with a score each`;
	return `A submission has the column \`${draft.id}\` and ${labels}; \`sample_submission.csv\` shows the form.`;
}

function dataPage(importer: Importer, draft: Draft, divided: Divided, { data }: Tables): string {
	const { train, test, isPublic } = divided;
	const rows = data.map(({ name, description }) => [`\`${name}\``, description]);
	const fromTest = isPublic.size / test.length;
	const report = reportSections(draft.report);
	return `# Data

${markdownTable({ columns: ['File', 'What it holds'], rows })}

${columnsText(draft)}

${train.length ? `${count(train.length)} rows are for training, ${count(test.length)} are the test set` : `All ${count(test.length)} rows are the test set`}; ${Math.round(100 * fromTest)} % of the test rows decide the public leaderboard, the rest the private one.${draft.group ? ` Rows that share a value of *${draft.group.name}* are on the same side.` : ''}

${draft.dataNotes ?? ''}
${report ? `## What was found in the files\n\n${report}` : ''}
## What nobody can tell from these files

${importer.cannotKnow.map((line) => `- ${line}`).join('\n')}
`;
}

const rulesPage = (importer: Importer, config: Pick<Config, 'limits'>) => `# Rules

1. **${config.limits.per_day} submissions in any 24 hours.** A file that is refused costs nothing.
2. **${link(importer.name, importer.url)}: ${importer.terms.text}**${isLink(importer.terms.url) ? ` ([terms](${importer.terms.url}))` : ''}
3. The labels of these images are published. Looking them up, or training on the test rows, is cheating.
4. Whoever publishes results cites the data:

${importer.citation.map((line) => `   - ${line}`).join('\n')}
`;

export const makePages = (
	importer: Importer,
	draft: Draft,
	divided: Divided,
	tables: Tables,
	config: Pick<Config, 'limits'>,
) => ({
	overview: overview(importer, draft),
	data: dataPage(importer, draft, divided, tables),
	rules: rulesPage(importer, config),
});
