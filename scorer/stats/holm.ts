/** Correction for many comparisons. */

/**
 * Holm's step-down adjusted p values (Holm 1979): reject those <= alpha and the chance of any wrong
 * rejection is at most alpha, whatever the dependence. Null stays null and counts for nothing.
 */
export function holm(values: readonly (number | null)[]): (number | null)[] {
	const order = values
		.map((p, i) => [p, i] as const)
		.filter((entry): entry is readonly [number, number] => entry[0] !== null)
		.sort((a, b) => a[0] - b[0]);
	const adjusted: (number | null)[] = values.map(() => null);
	let largest = 0;
	order.forEach(([p, i], rank) => {
		largest = Math.max(largest, Math.min(1, p * (order.length - rank)));
		adjusted[i] = largest;
	});
	return adjusted;
}
