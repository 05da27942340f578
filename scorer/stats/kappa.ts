/** Agreement of true and predicted classes beyond chance. */

/**
 * Cohen's kappa (1960; weighted 1968): 1 − Σ w O / Σ w E, with O the counts and E those expected if
 * decisions were made by chance at the same rates.
 * @param counts counts[true][predicted]
 * @param weight how bad it is to call class i class j; 0 for i = j
 * @returns null where no disagreement was to be expected, as with one class
 */
export function kappaOf(
	counts: readonly (readonly number[])[],
	weight: (i: number, j: number) => number,
): number | null {
	const n = counts.length;
	const ofClass = counts.map((row) => row.reduce((a, b) => a + b, 0));
	const predicted = counts.map((_, k) => counts.reduce((a, row) => a + row[k]!, 0));
	const rows = ofClass.reduce((a, b) => a + b, 0);
	let observed = 0;
	let expected = 0;
	for (let i = 0; i < n; i++) {
		for (let j = 0; j < n; j++) {
			observed += weight(i, j) * counts[i]![j]!;
			expected += weight(i, j) * ofClass[i]! * predicted[j]!;
		}
	}
	// Both times rows, so that all but the division is exact in integers.
	return expected === 0 ? null : 1 - (observed * rows) / expected;
}
