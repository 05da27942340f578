import type { SplitReportJson } from '#lib/api/schemas/submissions';

/** One label of a report, ready to be drawn. */
export interface Finding {
	label: string;
	n: number;
	positives: number;
	value: number | null;
	/** Faint marks: the leader's and a baseline's value. */
	marks: { name: string; value: number }[];
}

/** Figures that a row of findings can show, the most telling first. */
const PREFERRED = ['auroc', 'f1', 'recall', 'accuracy'];

/** The figure that the rows show: the first preferred one that the report has. */
export function mainFigure(report: SplitReportJson): string | null {
	const keys = figureKeys(report);
	return PREFERRED.find((key) => keys.includes(key)) ?? keys[0] ?? null;
}

/** Every per-label figure of a report, in the order in which it was written. */
export function figureKeys(report: SplitReportJson): string[] {
	const keys = new Set<string>();
	for (const row of Object.values(report.labels))
		for (const key of Object.keys(row)) if (key !== 'n' && key !== 'positives') keys.add(key);
	return [...keys];
}

/** Findings by their score, the best first; undefined ones last, by name. */
export function findings(
	report: SplitReportJson,
	figure: string,
	references: readonly {
		name: string;
		figure: string;
		labels: Record<string, number | null>;
	}[],
): Finding[] {
	const rows = Object.entries(report.labels).map(([label, row]) => ({
		label,
		n: row.n,
		positives: row.positives,
		value: row[figure] ?? null,
		marks: references.flatMap(({ name, figure: of, labels }) => {
			const value = of === figure ? labels[label] : null;
			return value === null || value === undefined ? [] : [{ name, value }];
		}),
	}));
	return rows.sort((a, b) =>
		a.value === null || b.value === null
			? Number(a.value === null) - Number(b.value === null) || a.label.localeCompare(b.label)
			: b.value - a.value,
	);
}

/** Row totals and shares of a confusion matrix (true classes are rows). */
export function rowShares(counts: readonly (readonly number[])[]) {
	return counts.map((row) => {
		const total = row.reduce((sum, n) => sum + n, 0);
		return { total, shares: row.map((n) => (total ? n / total : null)) };
	});
}
