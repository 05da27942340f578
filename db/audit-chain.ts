/**
 * The chain of the audit log: every entry carries the hash of the one before, so that a changed,
 * inserted or removed entry shows at its place. A cut end shows only to whoever has noted the last
 * hash: hand it in as `expectedHead`.
 */
import { createHash } from 'node:crypto';
import type { AuditRow } from './schema/audit.ts';

export const GENESIS = '0'.repeat(64);

/** SHA-256 of the previous hash and the entry's own content, in hexadecimal digits. */
export function auditHash(entry: Omit<AuditRow, 'hash'>): string {
	const { competitionId, seq, at, actorId, actorName, action, target, detail, previous } = entry;
	const content = [competitionId, seq, at, actorId, actorName, action, target, detail];
	return createHash('sha256')
		.update(`${previous}\n${JSON.stringify(content)}`)
		.digest('hex');
}

export interface ChainState {
	whole: boolean;
	/** Entries up to the end, or before the break. */
	entries: number;
	/** Hash of the last of them; null of an empty log. */
	head: string | null;
	brokenAt: { seq: number; reason: 'missing' | 'unlinked' | 'changed' | 'cut' } | null;
}

/**
 * Follows a chain from its first entry.
 * @param pages entries in the order of `seq`
 * @param expectedHead a hash that the log is known to have had
 */
export async function verifyChain(
	pages: AsyncIterable<AuditRow[]>,
	expectedHead?: string,
): Promise<ChainState> {
	let [entries, head]: [number, string | null] = [0, null];
	let seen = expectedHead === undefined;
	for await (const page of pages) {
		for (const entry of page) {
			const broken = (reason: 'missing' | 'unlinked' | 'changed'): ChainState => ({
				...{ whole: false, entries, head },
				brokenAt: { seq: reason === 'missing' ? entries + 1 : entry.seq, reason },
			});
			if (entry.seq !== entries + 1) return broken('missing');
			if (entry.previous !== (head ?? GENESIS)) return broken('unlinked');
			if (entry.hash !== auditHash(entry)) return broken('changed');
			entries++;
			head = entry.hash;
			seen ||= head === expectedHead;
		}
	}
	const brokenAt = seen ? null : { seq: entries + 1, reason: 'cut' as const };
	return { whole: seen, entries, head, brokenAt };
}
