/** competition.yaml: the keys, their types, and for each a sentence that says what belongs there. */
import { z } from 'zod';

/** Slugs that are pages of their own. */
const RESERVED = ['new', 'import'];

const column = z.string().trim().min(1).max(120);
const name = z.string().trim().min(1).max(120);
const text = (max: number) => z.string().trim().max(max);
const instant = z.iso
	.datetime({ offset: true })
	.transform((written) => new Date(written).toISOString());

/** What people type to take part. */
export const JoinCode = z.string().trim().min(4).max(60);
export const Domain = z
	.string()
	.trim()
	.toLowerCase()
	.regex(/^(?:[a-z0-9](?:[a-z0-9-]*[a-z0-9])?\.)+[a-z]{2,}$/);
export const Email = z.string().trim().toLowerCase().pipe(z.email());

const visibility = z.enum(['always', 'after_close', 'never']);

/** A score at or above it counts as positive, where nothing else is said. */
export const DEFAULT_THRESHOLD = 0.5;

const Source = z.strictObject({
	title: z.string().trim().min(1).max(300),
	// Only links that a browser may follow: a javascript: address would run in the page.
	url: z.url({ protocol: /^https?$/ }).optional(),
});

export const ConfigSchema = z.strictObject({
	slug: z
		.string()
		.min(2)
		.max(60)
		.regex(/^[a-z0-9]+(?:-[a-z0-9]+)*$/)
		.refine((slug) => !RESERVED.includes(slug)),
	title: z.string().trim().min(1).max(200),
	summary: text(500).default(''),
	task: z.enum(['binary', 'multiclass', 'multilabel']),
	id: column,
	// The scorer stores a class as one byte.
	labels: z.array(column).min(1).max(200),
	negative: column.optional(),
	target: column.optional(),
	metric: z.string().min(1),
	metrics: z.array(z.string().min(1)).max(12).default([]),
	ranking: z.enum(['metric', 'mean_rank']).default('metric'),
	parameters: z.record(z.string(), z.number()).default({}),
	solution: z.string().min(1).default('solution.csv'),
	group: column.optional(),
	subgroups: z.array(column).max(20).optional(),
	bands: z.record(column, z.array(z.number()).min(1).max(20)).default({}),
	min_group: z.number().int().min(1).max(100_000).optional(),
	threshold: z.union([z.number(), z.record(column, z.number())]).default(DEFAULT_THRESHOLD),
	missing_labels: z.enum(['error', 'ignore', 'zero', 'one']).default('error'),
	limits: z
		.strictObject({
			per_day: z.number().int().min(1).max(10_000).optional(),
			final: z.number().int().min(1).max(100).default(2),
		})
		.default({ final: 2 }),
	late: z.enum(['refuse', 'accept']).default('refuse'),
	reveal: z.union([z.enum(['at_close', 'by_hand']), instant]).default('at_close'),
	join: z
		.strictObject({
			who: z.enum(['everyone', 'code', 'domain', 'list', 'approval']),
			code: JoinCode.optional(),
			domains: z.array(Domain).max(200).optional(),
			emails: z.array(Email).max(10_000).optional(),
		})
		.default({ who: 'everyone' }),
	teams: z
		.strictObject({
			max_size: z.number().int().min(1).max(100).default(1),
			merge_deadline: instant.optional(),
		})
		.default({ max_size: 1 }),
	opens: instant.optional(),
	closes: instant.optional(),
	generated: z.boolean().default(false),
	show: z
		.strictObject({ curves: visibility, subgroups: visibility, comparisons: visibility })
		.partial()
		.default({}),
	files: z.record(z.string(), text(500)).default({}),
	examples: z
		.array(z.strictObject({ name, file: z.string().min(1), description: text(500).default('') }))
		.max(20)
		.default([]),
	baselines: z
		.array(
			z.strictObject({
				name,
				file: z.string().min(1),
				note: text(500).default(''),
				card: z.string().min(1).optional(),
			}),
		)
		.max(100)
		.default([]),
	reported: z
		.array(
			z.strictObject({
				name,
				score: z.number(),
				printed: z.number().optional(),
				labels: z.record(z.string(), z.number()).optional(),
				note: text(1000).optional(),
				source: Source,
			}),
		)
		.max(200)
		.default([]),
});

/** competition.yaml with every default filled in; instants are ISO 8601 in UTC. */
export type Config = z.output<typeof ConfigSchema>;

/** What belongs under a key, as the remedy of every problem with it. Array indexes are left out. */
export const KEY_HELP: Record<string, string> = {
	slug: 'Use 2 to 60 lower-case letters, digits and single hyphens, for example `chest-14`; `new` and `import` are taken.',
	title: 'Give the title that people read, up to 200 characters.',
	summary: 'Give one sentence for the list of competitions, up to 500 characters.',
	task: 'Use one of: binary, multiclass, multilabel.',
	id: 'Name the id column that the solution and submissions share, for example `Study`.',
	labels:
		'List the label columns as text, for example `[Edema, Hernia]`; put numbers in quotes. At most 200.',
	negative: 'Name the negative class as text, for example `none`.',
	target: 'Name the class column of the solution as text.',
	metric: 'Give the id of a metric as text, for example `mean_auroc`.',
	metrics:
		'List ids of further metrics, shown as columns of the leaderboard, for example `[macro_f1]`; at most 12.',
	ranking:
		'Use `metric` to rank by the metric, or `mean_rank` for the mean of the ranks over metric and metrics.',
	parameters: 'Write one line per parameter of a metric, for example `top_k: 3`.',
	solution: 'Give the path of the solution inside the folder, for example `solution.csv`.',
	group:
		'Name the column of the solution that says which rows belong together, for example `Patient ID`.',
	subgroups: 'List columns of the solution, for example `[Sex, View]`.',
	bands:
		'Write rising numbers per numeric column under `subgroups`: `Age: [18, 65]` gives under 18, 18 to 64, and 65 or more.',
	min_group: 'Give a whole number above 0: subgroups of fewer rows are not measured. Default 20.',
	threshold:
		'Give a number, or one per finding such as `{ Edema: 0.3 }`; a score at or above it counts as positive. Default 0.5.',
	missing_labels: 'Use one of: error, ignore, zero, one.',
	limits: 'Write `limits: { per_day: 5, final: 2 }`; both are optional.',
	'limits.per_day': 'Give a whole number from 1 to 10000, or leave it out for no limit.',
	'limits.final': 'Give a whole number from 1 to 100; the default is 2.',
	late: 'Use `refuse`, or `accept`: what comes after the close is then scored and never ranked.',
	reveal:
		'Use `at_close`, `by_hand`, or date, time and zone, for example 2026-12-24T12:00:00Z, not before the close.',
	teams:
		'Write `teams: { max_size: 4, merge_deadline: 2026-12-15T00:00:00Z }`; the deadline is optional.',
	'teams.max_size': 'Give a whole number from 1 to 100; 1 is no teams.',
	'teams.merge_deadline': 'Write date, time and zone, not after the close.',
	join: 'Write `join: { who: everyone }`; `who` is one of everyone, code, domain, list, approval.',
	'join.who': 'Use one of: everyone, code, domain, list, approval.',
	'join.code': 'Give 4 to 60 characters that people type to join.',
	'join.domains': 'List domains of e-mail addresses without the at sign, for example `[uni.edu]`.',
	'join.emails': 'List e-mail addresses.',
	opens:
		'Write date, time and zone, for example 2026-12-01T09:00:00Z or 2026-12-01T09:00:00-05:00.',
	closes:
		'Write date, time and zone, for example 2026-12-20T23:59:00Z or 2026-12-20T23:59:00-05:00.',
	generated: 'Use true if the labels are generated, otherwise false.',
	show: 'Write `show: { curves: after_close, subgroups: after_close, comparisons: always }`; all are optional.',
	'show.curves': 'Use one of: always, after_close, never.',
	'show.subgroups': 'Use one of: always, after_close, never.',
	'show.comparisons': 'Use one of: always, after_close, never.',
	files: 'Write one line per file of data/: `train.csv: what it holds`.',
	examples: 'List entries of `name`, `file` and `description`.',
	'examples.file': 'Give the path of the file inside the folder, for example `examples/weak.csv`.',
	baselines: 'List entries of `name`, `file` and `note`; `card` is optional.',
	'baselines.file':
		'Give the path of the file inside the folder, for example `baselines/prevalence.csv`.',
	'baselines.card':
		'Give the path of a card.json inside the folder, for example `baselines/densenet/card.json`; its pictures lie beside it.',
	reported:
		'List entries of `name`, `score` and `source: { title, url }`; `printed`, `labels` and `note` are optional.',
	'reported.score': 'Give a number on the scale of the metric.',
	'reported.printed': 'Give the figure as printed, as a number.',
	'reported.labels': 'Give one number per label.',
	'reported.source': 'Give `source: { title: ..., url: https://... }`; the url is optional.',
	'reported.source.url': 'Give an address that begins with https:// or http://.',
};
