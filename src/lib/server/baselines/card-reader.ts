/** Cards as they are stored: checked when they came, so that they need not be checked again. */
import type { Card } from '#baselines/cards/schema';
import type { FileStore } from '../storage/store.ts';

/** Cards are some 100 kB of text each. */
const MOST_KEPT = 60;

export interface CardReader {
	/** @param sha256 of a card that `storeCard` or an import has stored */
	read(sha256: string): Promise<Card>;
}

/** Keeps the cards that were asked for last; what a hash names never changes. */
export function createCardReader(files: Pick<FileStore, 'read'>): CardReader {
	const kept = new Map<string, Promise<Card>>();
	const load = async (sha256: string) =>
		JSON.parse(new TextDecoder().decode(await files.read(sha256))) as Card;
	return {
		read(sha256) {
			const card = kept.get(sha256) ?? load(sha256);
			kept.delete(sha256);
			kept.set(sha256, card);
			card.catch(() => kept.delete(sha256));
			if (kept.size > MOST_KEPT) kept.delete(kept.keys().next().value!);
			return card;
		},
	};
}
