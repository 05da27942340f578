import type { IntegrityPair, IntegrityPattern } from '#lib/api/schemas/integrity';
import type { Format } from '#lib/format/format.svelte';
import { labelText, listed } from '#lib/format/words';
import { m } from '#messages';

/** Why a pair is listed, in words. */
export function signWords(
	pair: IntegrityPair,
	sign: IntegrityPair['signs'][number],
	format: Format,
): string {
	switch (sign) {
		case 'shared_columns':
			return m.integrity_sign_shared({ columns: listed(pair.shared_columns.map(labelText)) });
		case 'same_order':
			return m.integrity_sign_order({ columns: listed(pair.same_order.map(labelText)) });
		case 'equal_cells':
			return m.integrity_sign_cells({
				cells: format.count(pair.equal_cells.cells),
				of: format.count(pair.equal_cells.of),
				expected: format.count(Math.round(pair.equal_cells.expected)),
			});
		case 'closer_than_chance':
			return m.integrity_sign_close({ p: format.pValue(pair.p ?? 0) });
	}
}

export function patternWords({ code, submissions }: IntegrityPattern, format: Format): string {
	const n = { n: format.count(submissions.length) };
	if (code === 'small_steps') return m.integrity_pattern_steps(n);
	if (code === 'constant_columns') return m.integrity_pattern_constant(n);
	return m.integrity_pattern_guesses(n);
}
