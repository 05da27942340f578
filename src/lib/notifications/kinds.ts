/**
 * The kinds of notification, in one place: their words and where they go unless someone said
 * otherwise. A new kind is one entry here and its messages (`src/lib/messages/notices`).
 */
import { m } from '#messages';
import type { Locale } from '#lib/format/language';

/** What a notification carries; written for people only when it is read. */
export type Params = Record<string, string | number | null>;

/** How its reader writes things. */
export interface Writer {
	locale: Locale;
	/** `20 Dec 2026, 23:59 CET`. */
	instant(iso: string): string;
	score(value: number, decimals: number): string;
}

export interface Words {
	/** One line: the subject of a mail, the entry in the list. */
	title: string;
	/** What else there is to say; null: nothing. */
	text: string | null;
}

interface Kind {
	/** Its name on the account page. */
	label: (inputs?: Record<string, never>, options?: { locale?: Locale }) => string;
	byDefault: { site: boolean; mail: boolean };
	/** @param competition its title, or an empty string */
	words(competition: string, params: Params, writer: Writer): Words;
}

const text = (value: string | number | null | undefined) => String(value ?? '');

function resultWords(competition: string, params: Params, writer: Writer): Words {
	const to = { locale: writer.locale };
	const about = { competition, file: text(params.file) };
	if (params.status === 'invalid')
		return {
			title: m.notices_result_invalid(about, to),
			text: m.notices_result_invalid_text({}, to),
		};
	if (params.status === 'failed')
		return {
			title: m.notices_result_failed(about, to),
			text: m.notices_result_failed_text({}, to),
		};
	const score = writer.score(Number(params.score), Number(params.decimals ?? 3));
	const scored = { ...about, score, metric: text(params.metric) };
	return { title: m.notices_result_scored(scored, to), text: null };
}

function teamWords(competition: string, params: Params, { locale }: Writer): Words {
	const to = { locale };
	const about = { competition, team: text(params.team) };
	if (params.what === 'approved')
		return { title: m.notices_joining_approved(about, to), text: null };
	if (params.what === 'declined')
		return { title: m.notices_joining_declined(about, to), text: null };
	return { title: m.notices_team_merged(about, to), text: null };
}

export const KINDS = {
	announcement: {
		label: m.notices_kind_announcement,
		byDefault: { site: true, mail: true },
		words: (competition, { title }, { locale }) => ({
			title: m.notices_announcement({ competition, title: text(title) }, { locale }),
			text: null,
		}),
	},
	closes_tomorrow: {
		label: m.notices_kind_closes_tomorrow,
		byDefault: { site: true, mail: true },
		words: (competition, { at }, { locale, instant }) => ({
			title: m.notices_closes_tomorrow({ competition }, { locale }),
			text: m.notices_closes_tomorrow_text({ at: instant(text(at)) }, { locale }),
		}),
	},
	// Five mails a day for what the page shows within a second would be noise.
	result: {
		label: m.notices_kind_result,
		byDefault: { site: true, mail: false },
		words: resultWords,
	},
	disqualification: {
		label: m.notices_kind_disqualification,
		byDefault: { site: true, mail: true },
		words: (competition, { file, reason, reinstated }, { locale }) => {
			const about = { competition, file: text(file) };
			return reinstated
				? { title: m.notices_reinstated(about, { locale }), text: null }
				: { title: m.notices_disqualified(about, { locale }), text: text(reason) || null };
		},
	},
	rescoring: {
		label: m.notices_kind_rescoring,
		byDefault: { site: true, mail: true },
		words: (competition, { notice }, { locale }) => ({
			title: m.notices_rescored({ competition }, { locale }),
			text: text(notice) || m.notices_rescored_text({}, { locale }),
		}),
	},
	grades: {
		label: m.notices_kind_grades,
		byDefault: { site: true, mail: true },
		words: (competition, _params, { locale }) => ({
			title: m.notices_grades({ competition }, { locale }),
			text: null,
		}),
	},
	extension: {
		label: m.notices_kind_extension,
		byDefault: { site: true, mail: true },
		words: (competition, { at }, { locale, instant }) => ({
			title: m.notices_extension({ competition, at: instant(text(at)) }, { locale }),
			text: null,
		}),
	},
	team: {
		label: m.notices_kind_team,
		byDefault: { site: true, mail: true },
		words: teamWords,
	},
} satisfies Record<string, Kind>;

export type NotificationKind = keyof typeof KINDS;

/** What a kind's notification carries. Scores are of the public split only. */
export interface KindParams {
	announcement: { title: string };
	/** ISO instant of the close. */
	closes_tomorrow: { at: string };
	result: {
		status: 'scored' | 'invalid' | 'failed';
		file: string;
		score: number | null;
		decimals: number;
		metric: string;
	};
	disqualification: { file: string; reason: string | null; reinstated: 0 | 1 };
	/** What the organisers say about it; null: nothing. */
	rescoring: { notice: string | null };
	grades: Record<string, never>;
	/** ISO instant until when this participant may submit. */
	extension: { at: string };
	team: { what: 'merged' | 'approved' | 'declined'; team: string };
}

export const KIND_NAMES = Object.keys(KINDS) as NotificationKind[];

export const isKind = (value: string): value is NotificationKind => Object.hasOwn(KINDS, value);

/** The words of a notification; null for a kind that this version does not know. */
export function wordsOf(
	kind: string,
	competition: string,
	params: Params,
	writer: Writer,
): Words | null {
	return isKind(kind) ? (KINDS[kind] as Kind).words(competition, params, writer) : null;
}
