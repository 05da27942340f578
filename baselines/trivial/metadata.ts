import { z } from 'zod';
import type { Baseline, BaselineInput, Metadata } from '../types.ts';
import { asJson, defineBaseline } from './define.ts';

/** Weight of the overall prevalence, in rows: strata with few rows lean on it. */
const PRIOR_ROWS = 20;
const DECADE = 10;

/** Training rows of one combination of levels. */
const count = z.object({
	/** One a column. */
	levels: z.array(z.string()),
	rows: z.int().min(0),
	/** One a label. */
	positives: z.array(z.int().min(0)),
});
const learned = z
	.object({ columns: z.array(z.string()), labels: z.int().min(1), counts: z.array(count) })
	.refine(({ columns, labels, counts }) =>
		counts.every((c) => c.levels.length === columns.length && c.positives.length === labels),
	);
type Learned = z.infer<typeof learned>;
type Count = Omit<Learned['counts'][number], 'levels'>;

/** Ages by decade; every other value as it is. A value that is not a number stays as it is, too. */
function level(column: string, value: string): string {
	const years = Number(value);
	const isAge = /^(patient )?age$/i.test(column) && value.trim() !== '' && Number.isFinite(years);
	return isAge ? String(Math.floor(years / DECADE)) : value;
}

const levelsOf = (columns: readonly string[], metadata: Metadata, row: number) =>
	columns.map((column) => level(column, metadata[column]![row]!));

/** The same for all rows of a combination. */
const stratum = (levels: readonly string[]) => levels.join('\u0000');

/** Adds counts up, by whatever names them. */
function total(counts: readonly (Count & { key: string })[], labels: number): Map<string, Count> {
	const found = new Map<string, Count>();
	for (const { key, rows, positives } of counts) {
		const own = found.get(key) ?? { rows: 0, positives: Array<number>(labels).fill(0) };
		own.rows += rows;
		positives.forEach((n, k) => (own.positives[k]! += n));
		found.set(key, own);
	}
	return found;
}

function learn({ train: { yTrue, metadata: known } }: Omit<BaselineInput, 'test'>): Learned {
	const columns = Object.keys(known);
	const rows = Array.from({ length: yTrue[0]?.length ?? 0 }, (_, row) => ({
		...{ key: JSON.stringify(levelsOf(columns, known, row)), rows: 1 },
		positives: yTrue.map((y) => y[row]!),
	}));
	const counts = [...total(rows, yTrue.length)].map(([key, own]) => ({
		...{ levels: JSON.parse(key) as string[], ...own },
	}));
	return { columns, labels: yTrue.length, counts };
}

/** Share of positives per stratum of the columns that both tables have, shrunk towards the overall one. */
function score({ columns, labels, counts }: Learned, test: BaselineInput['test']): Float64Array[] {
	const common = columns.filter((column) => column in test.metadata);
	const at = common.map((column) => columns.indexOf(column));
	const strata = total(
		counts.map((own) => ({ ...own, key: stratum(at.map((k) => own.levels[k]!)) })),
		labels,
	);
	const all = total(
		counts.map((own) => ({ ...own, key: '' })),
		labels,
	).get('');
	const asked = test.ids.map((_, row) => stratum(levelsOf(common, test.metadata, row)));
	return Array.from({ length: labels }, (_, k) => {
		const overall = all ? all.positives[k]! / all.rows : 0;
		return Float64Array.from(asked, (key) => {
			const { rows = 0, positives } = strata.get(key) ?? {};
			return ((positives?.[k] ?? 0) + PRIOR_ROWS * overall) / (rows + PRIOR_ROWS);
		});
	});
}

export const metadata: Baseline = defineBaseline<BaselineInput, Learned>({
	id: 'metadata',
	name: 'Metadata only',
	note: 'Prevalence among training images of the same metadata, such as age decade, sex and view. Never looks at an image.',
	...{ learn, score, ...asJson(learned) },
});
