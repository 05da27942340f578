/** From the fields of a form to what the API takes. */
import type { CompetitionPatch } from '#lib/api/schemas/competition-requests';
import { fromLocalInput } from '#lib/format/dates';

type Text = (name: string) => string;

export function revealFrom(text: Text, timeZone: string): CompetitionPatch['reveal'] {
	const when = text('reveal');
	if (when !== 'date') return when as 'at_close' | 'by_hand';
	return fromLocalInput(text('reveal_at'), timeZone) ?? undefined;
}

const listOf = (written: string) => written.split(/[\s,;]+/).filter(Boolean);

export function joinFrom(text: Text): CompetitionPatch['join'] {
	const who = text('join_who') as NonNullable<CompetitionPatch['join']>['who'];
	// Only the fields of the rule are on the page; the others stay as they are.
	if (who === 'code') return { who, code: text('join_code') || null };
	if (who === 'domain') return { who, domains: listOf(text('join_domains')) };
	if (who === 'list') return { who, emails: listOf(text('join_emails')) };
	return { who };
}
