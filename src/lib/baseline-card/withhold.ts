/** What a card says of the hidden test split, and the card without it. */
import { explainedSplit, type Card } from '#baselines/cards/schema';

export const WITHHELD = ['figures', 'positives', 'localisation', 'gallery'] as const;
export type Withheld = (typeof WITHHELD)[number];

const NOTE =
	'What was measured on the hidden test split is withheld from this card until the competition closes.';

/**
 * Which parts were found with labels of the test split. A gallery of test images whose labels nobody
 * gave shows scores alone, and tells nothing.
 */
export function testPartsOf(card: Card): Withheld[] {
	const { figures, explanation, gallery, data } = card;
	const ofTest = explainedSplit(card) === 'test';
	const hasFigures = figures?.split === 'test';
	const located = ofTest && Boolean(explanation?.localisation);
	const hasPositives = Object.values(data.positives).some(({ test }) => test);
	const labelled = ofTest && gallery.some(({ label }) => label !== null);
	const parts: Record<Withheld, boolean> = {
		figures: hasFigures,
		positives: hasFigures || hasPositives,
		localisation: located,
		// The true region is drawn on the picture.
		gallery: gallery.length > 0 && (labelled || located),
	};
	return WITHHELD.filter((part) => parts[part]);
}

/** A valid card still; it says itself that something is missing. */
export function withoutTest(card: Card): { card: Card; withheld: Withheld[] } {
	const withheld = testPartsOf(card);
	if (!withheld.length) return { card, withheld };
	const positives = Object.entries(card.data.positives).map(
		([label, counts]) => [label, { ...counts, test: null }] as const,
	);
	const has = (part: Withheld) => withheld.includes(part);
	return {
		withheld,
		card: {
			...card,
			figures: has('figures') ? null : card.figures,
			data: { ...card.data, positives: Object.fromEntries(positives) },
			explanation:
				card.explanation && has('localisation')
					? { ...card.explanation, localisation: null }
					: card.explanation,
			gallery: has('gallery') ? [] : card.gallery,
			limits: [...card.limits, NOTE],
		},
	};
}
