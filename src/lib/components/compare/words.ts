import { m } from '#messages';
import type { ComparisonReport, DifferenceJson } from '#lib/api/schemas/compare';
import type { MetricInfo } from '#lib/api/schemas/competitions';
import type { Format } from '#lib/format/format.svelte';
import { TEST_WORDS } from '#lib/format/methods';

export type Side = ComparisonReport['a'];
export type Winner = 'a' | 'b' | null;

/** Which of the two is better; null where they are equal or one is undefined. */
export function betterOf(
	{ difference }: Pick<DifferenceJson, 'difference'>,
	{ higher_is_better }: Pick<MetricInfo, 'higher_is_better'>,
): Winner {
	if (!difference) return null;
	return difference > 0 === higher_is_better ? 'a' : 'b';
}

/** A side in a few words: baselines by their name, submissions by file. */
export const sideName = ({ kind, name, file }: Pick<Side, 'kind' | 'name' | 'file'>): string =>
	kind === 'baseline' ? name : file;

/** What is told apart from chance, and what that does not say. */
export function verdict(
	difference: DifferenceJson,
	metric: Pick<MetricInfo, 'higher_is_better'>,
	names: { a: string; b: string },
): string {
	if (difference.difference === null || difference.p === null)
		return difference.reason ?? m.compare_untested();
	if (difference.difference === 0) return m.compare_exact_same();
	const winner = betterOf(difference, metric);
	return difference.p < 0.05 && winner
		? m.compare_winner({ names: names[winner] })
		: m.compare_by_chance();
}

/** `difference +0.142, 95 % interval 0.075 to 0.209, p < 0.001 (paired DeLong test)`. */
export function differenceText(
	difference: DifferenceJson,
	{ decimals }: Pick<MetricInfo, 'decimals'>,
	format: Format,
): string {
	const { interval, p, test } = difference;
	const parts: string[] = [
		m.compare_difference_of({ difference: format.signed(difference.difference, decimals) }),
	];
	if (interval)
		parts.push(
			m.compare_interval_of({
				interval: format.signed(interval[0], decimals),
				interval2: format.signed(interval[1], decimals),
			}),
		);
	if (p !== null) parts.push(format.pValue(p));
	return parts.join(', ') + (test ? ` (${TEST_WORDS[test]()})` : '');
}
