/** The card to read. */
import type { Interval } from '#scorer/types';
import { getMetric } from '#scorer/index';
import type { Card } from './schema.ts';

const figure = (value: number | null | undefined, digits = 3) =>
	value === null || value === undefined ? '–' : value.toFixed(digits);
const withInterval = (value: number | null | undefined, interval?: Interval | null) =>
	interval ? `${figure(value)} (${figure(interval[0])} to ${figure(interval[1])})` : figure(value);
const row = (cells: readonly (string | number)[]) => `| ${cells.join(' | ')} |`;
const table = (head: readonly string[], rows: readonly (readonly (string | number)[])[]) =>
	[row(head), row(head.map((_, k) => (k ? '---:' : '---'))), ...rows.map(row)].join('\n');

function dataSection({ data }: Card): string {
	const rows = (['train', 'validation', 'test'] as const).map((split) => [
		split,
		data.images[split],
		data.patients[split],
	]);
	const positives = Object.entries(data.positives).map(([label, n]) => [
		label,
		n.train,
		n.validation,
		n.test ?? '–',
	]);
	return [
		`## Data`,
		`${data.name}. Split ${data.split}.`,
		table(['split', 'images', 'patients'], rows),
		table(['label', 'train', 'validation', 'test'], positives),
		...data.notices.map((notice) => `- ${notice}`),
	].join('\n\n');
}

function trainingSection({
	recipe,
	settings,
	start,
	parameters,
	device,
	seconds,
	images_per_second: speed,
}: Card): string {
	const { source } = recipe.definition;
	const facts = [
		['recipe', recipe.id],
		['source', source.system ? `${source.system}, ${source.title}` : 'the project itself'],
		['seed', settings.seed],
		['image size', settings.size ?? '–'],
		['batch', settings.batch ?? '–'],
		[
			'started from',
			start.kind === 'file'
				? `${start.source}${start.sha256 ? ` (SHA-256 ${start.sha256.slice(0, 16)}…)` : ''}`
				: start.kind === 'random'
					? 'random weights'
					: 'nothing',
		],
		[
			'parameters',
			parameters
				? `${parameters.backbone.toLocaleString('en-US')}${parameters.head === null ? '' : ` + ${parameters.head.toLocaleString('en-US')} of the head`}`
				: '–',
		],
		['device', device ? `${device.device} (${device.backend})` : 'none needed'],
		[
			'time',
			`${seconds.toFixed(seconds < 10 ? 1 : 0)} s${speed ? `, ${speed.toFixed(1)} images a second` : ''}`,
		],
	] as const;
	return [`## Training`, table(['', ''], facts), source.chosen ?? ''].filter(Boolean).join('\n\n');
}

function figuresSection({ figures, labels, thresholds }: Card): string {
	if (!figures) return '## Figures\n\nNone: no labels to measure with.';
	const { report, metric, split } = figures;
	const key = metric === 'auroc' || metric.endsWith('auroc') ? 'auroc' : metric;
	const rows = labels
		.filter((label) => report.labels[label])
		.map((label) => {
			const own = report.labels[label]!;
			return [
				label,
				own.n,
				own.positives,
				withInterval(own[key], report.label_intervals?.[label]?.[key]),
				figure(thresholds[label]),
			];
		});
	const name = getMetric(metric)?.name ?? metric;
	return [
		`## Figures`,
		`${name} on the ${split} split: **${withInterval(report.score, report.interval)}**, ${report.rows} images${report.groups ? ` of ${report.groups} patients` : ''}. In brackets, 95 % intervals.`,
		table(['label', 'images', 'positives', 'AUROC', 'threshold'], rows),
	].join('\n\n');
}

function publishedSection({ recipe }: Card): string {
	const { published, title } = recipe.definition.source;
	if (!published.length) return '';
	const rows = published.map(({ figure: name, of, value, on }) => [
		`${name}${of ? `, ${of}` : ''}`,
		value,
		on ?? '–',
	]);
	return [
		`## As published`,
		`${title}, on its own data.`,
		table(['figure', 'value', 'split'], rows),
	].join('\n\n');
}

function explanationSection({ explanation, gallery }: Card): string {
	if (!explanation) return '';
	const { localisation } = explanation;
	const parts = ['## Where it looks', `${explanation.method}, layer \`${explanation.layer}\`.`];
	if (localisation) {
		parts.push(
			`Of ${localisation.regions} findings, the highest point lies inside the true region in ${withInterval(localisation.hit_rate, localisation.hit_rate_interval)} of cases (the best fixed point: ${figure(localisation.prior_hit_rate)}), and ${figure(localisation.energy_inside)} of the heat is inside regions that take ${figure(localisation.area)} of the image.`,
		);
	}
	parts.push(
		...gallery.map((p) => `![${p.finding} on ${p.image}: score ${figure(p.score)}](${p.file})`),
	);
	return parts.join('\n\n');
}

export function cardMarkdown(card: Card): string {
	const curve = card.history.map((e) => [
		`${e.phase} ${e.epoch}${e.best ? ' ●' : ''}`,
		figure(e.loss, 4),
		figure(e.validation_loss, 4),
		figure(e.auroc),
	]);
	return `${[
		`# ${card.recipe.name}`,
		card.recipe.note,
		figuresSection(card),
		dataSection(card),
		trainingSection(card),
		card.history.length
			? `## Curves\n\n${table(['epoch', 'loss', 'validation loss', 'AUROC'], curve)}`
			: '',
		explanationSection(card),
		publishedSection(card),
		`## Limits\n\n${card.limits.map((limit) => `- ${limit}`).join('\n')}`,
	]
		.filter(Boolean)
		.join('\n\n')}\n`;
}
