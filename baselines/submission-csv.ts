/** Scores as a submission file. */

/** Digits after the point: enough for every rank, few enough to read. */
const DIGITS = 6;

/** One CSV cell, quoted where it must be (RFC 4180). */
export const csvCell = (value: string) =>
	/[",\r\n]/.test(value) ? `"${value.replaceAll('"', '""')}"` : value;

/** A CSV of an id column and one score column per label. */
export function submissionCsv(
	idColumn: string,
	labels: readonly string[],
	ids: readonly string[],
	yScore: readonly Float64Array[],
): Uint8Array {
	const lines = [[idColumn, ...labels].map(csvCell).join(',')];
	for (const [row, id] of ids.entries()) {
		const scores = yScore.map((column) => String(Number(column[row]!.toFixed(DIGITS))));
		lines.push([csvCell(id), ...scores].join(','));
	}
	return new TextEncoder().encode(`${lines.join('\n')}\n`);
}
