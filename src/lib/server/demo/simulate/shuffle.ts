import type { RandomSource } from '#baselines/random-source';

/** Each class as often as its count says, in random order (Fisher and Yates). */
export function shuffledClasses<T>(
	random: RandomSource,
	counts: readonly (readonly [T, number])[],
) {
	const rows = counts.flatMap(([name, n]) => Array.from({ length: n }, () => name));
	for (let i = rows.length - 1; i > 0; i--) {
		const j = Math.floor(random.uniform() * (i + 1));
		[rows[i], rows[j]] = [rows[j]!, rows[i]!];
	}
	return rows;
}
