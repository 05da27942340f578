/** A notification as a mail, in its reader's language: plain text, and the same as simple HTML. */
import type { OutgoingMail } from '#db/queries/outbox';
import * as dates from '#lib/format/dates';
import { isLocale, LANGUAGE_TAGS, type Locale } from '#lib/format/language';
import { parseLocale } from '#lib/format/locale';
import * as numbers from '#lib/format/numbers';
import { wordsOf, type Writer } from '#lib/notifications/kinds';
import { m } from '#messages';

export interface Mail {
	to: { name: string; address: string };
	subject: string;
	text: string;
	html: string;
	headers: Record<string, string>;
	messageId: string;
}

interface Site {
	/** Address of the site, without a slash at the end. */
	origin: string;
	/** Signed: switches this kind of mail off for this reader. */
	unsubscribeToken: string;
}

/** A mail does not know its reader's zone, so times are in UTC, and say so. */
function writerFor(locale: Locale): Writer {
	const written = parseLocale(null, locale);
	return {
		locale,
		instant: (iso) => dates.instant(iso, 'UTC', written),
		score: (value, decimals) => numbers.fixed(value, decimals, written),
	};
}

const ENTITIES: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };
const escaped = (text: string) => text.replace(/[&<>"]/g, (sign) => ENTITIES[sign]!);

/** Line breaks would end a header. */
const oneLine = (text: string) => text.replace(/\s+/g, ' ').trim();

/** @returns null for a kind that this version does not know */
export function composeMail(row: OutgoingMail, { origin, unsubscribeToken }: Site): Mail | null {
	const locale = isLocale(row.to.locale) ? row.to.locale : 'en';
	const words = wordsOf(row.kind, row.competition ?? '', row.params, writerFor(locale));
	if (!words) return null;
	const to = { locale };
	const page = origin + row.href;
	const settings = `${origin}/account#notifications`;
	const stop = `${origin}/unsubscribe?token=${encodeURIComponent(unsubscribeToken)}`;
	const oneClick = `${origin}/api/v1/unsubscribe?token=${encodeURIComponent(unsubscribeToken)}`;
	const hello = m.notices_mail_hello({ name: row.to.name }, to);
	const why = m.notices_mail_why({}, to);
	const paragraphs = [hello, words.title, ...(words.text ? [words.text] : [])];
	const link = (href: string, text: string) => `<a href="${escaped(href)}">${escaped(text)}</a>`;
	return {
		to: { name: oneLine(row.to.name), address: row.to.email },
		subject: oneLine(words.title),
		text: [
			...paragraphs,
			page,
			'-- ',
			`${why}\n${m.notices_mail_stop({}, to)}: ${stop}\n${m.notices_mail_settings({}, to)}: ${settings}`,
			'',
		].join('\n\n'),
		html: [
			`<!doctype html><html lang="${LANGUAGE_TAGS[locale]}"><meta charset="utf-8">`,
			'<body style="font: 16px/1.5 sans-serif; max-width: 36em">',
			...paragraphs.map((text) => `<p>${escaped(text).replaceAll('\n', '<br>')}</p>`),
			`<p>${link(page, m.notices_mail_open({}, to))}</p>`,
			`<p style="color: #666; font-size: 13px">${escaped(why)}<br>`,
			`${link(stop, m.notices_mail_stop({}, to))} · ${link(settings, m.notices_mail_settings({}, to))}</p>`,
			'</body></html>',
		].join('\n'),
		// RFC 8058: mail programs show a button that needs one click.
		headers: {
			'List-Unsubscribe': `<${oneClick}>`,
			'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click',
			'Auto-Submitted': 'auto-generated',
		},
		messageId: `<${row.id}@${new URL(origin).hostname}>`,
	};
}
