/** Advice on a test set, before a competition opens. Everything is computed; nothing is a rule of thumb alone. */
import { crossingGroups, crossingIds, tellingOrder, tellingWords } from './identity.ts';
import { detectable, publicShare, rareFindings } from './power.ts';
import type { Advice, AdviceInput } from './types.ts';

export { detectableDifference } from './detectable-difference.ts';
export { ASSUMED } from './power.ts';
export { ADVICE_CODES, type Advice, type AdviceCode, type AdviceInput } from './types.ts';

const ORDER = ['problem', 'warning', 'note'];

/** What the organiser of a competition on these rows should know, the worst first. */
export function advise(input: AdviceInput): Advice[] {
	const parts = [
		...[crossingGroups, crossingIds, tellingOrder, tellingWords],
		...[rareFindings, detectable, publicShare],
	];
	const advice = parts.flatMap((part) => part(input));
	return advice.sort((a, b) => ORDER.indexOf(a.severity) - ORDER.indexOf(b.severity));
}
