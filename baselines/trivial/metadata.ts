import { share } from './prevalence.ts';
import type { Baseline, Metadata } from '../types.ts';

/** Weight of the overall prevalence, in rows: strata with few rows lean on it. */
const PRIOR_ROWS = 20;
const DECADE = 10;

/** Ages by decade; every other value as it is. A value that is not a number stays as it is, too. */
function level(column: string, value: string): string {
	const years = Number(value);
	const isAge = /^(patient )?age$/i.test(column) && value.trim() !== '' && Number.isFinite(years);
	return isAge ? String(Math.floor(years / DECADE)) : value;
}

/** The stratum of every row: its combination of levels. */
function strata(columns: string[], metadata: Metadata, rows: number): string[] {
	return Array.from({ length: rows }, (_, row) =>
		columns.map((column) => level(column, metadata[column]![row]!)).join('\u0000'),
	);
}

/** Share of positives per stratum, shrunk towards the overall one. */
function shares(y: Uint8Array, stratumOf: string[]) {
	const overall = share(y);
	const counts = new Map<string, { rows: number; positives: number }>();
	stratumOf.forEach((stratum, row) => {
		const count = counts.get(stratum) ?? { rows: 0, positives: 0 };
		count.rows++;
		count.positives += y[row]!;
		counts.set(stratum, count);
	});
	return (stratum: string) => {
		const { rows, positives } = counts.get(stratum) ?? { rows: 0, positives: 0 };
		return (positives + PRIOR_ROWS * overall) / (rows + PRIOR_ROWS);
	};
}

export const metadata: Baseline = {
	id: 'metadata',
	name: 'Metadata only',
	note: 'Prevalence among training images of the same metadata, such as age decade, sex and view. Never looks at an image.',
	predict({ train, test }) {
		const columns = Object.keys(train.metadata).filter((column) => column in test.metadata);
		const seen = strata(columns, train.metadata, train.yTrue[0]?.length ?? 0);
		const asked = strata(columns, test.metadata, test.ids.length);
		return train.yTrue.map((y) => Float64Array.from(asked, shares(y, seen)));
	},
};
