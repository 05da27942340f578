/** Grades in equal steps of their scale. */

export interface Bin {
	from: number;
	/** The largest grade of the bin. */
	to: number;
	n: number;
}

const MOST = 20;
const exact = (value: number) => Number(value.toFixed(6));

/**
 * As many bins as the scale has whole points, or twenty at most: 0 to 10 has eleven, of which the last
 * is the highest grade alone.
 */
export function binsOf(
	grades: readonly number[],
	{ min, max, step }: { min: number; max: number; step: number },
): Bin[] {
	const span = max - min;
	const width = Math.max(step, span > MOST ? Math.ceil(span / MOST) : span >= 4 ? 1 : span / 10);
	const count = Math.floor(span / width + 1e-9) + 1;
	return Array.from({ length: count }, (_, i) => {
		const from = exact(min + i * width);
		const next = exact(from + width);
		const n = grades.filter((grade) => grade >= from - 1e-9 && grade < next - 1e-9).length;
		return { from, to: exact(Math.min(max, Math.max(from, next - step))), n };
	});
}
