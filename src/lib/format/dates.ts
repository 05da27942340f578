/**
 * Instants in the reader's zone, with the zone named, and spans of time in words. Locales are tags
 * such as es-MX; English is always written day first, as in `20 Dec 2026`.
 */
import { m } from '#messages';
import { languageOf } from './locale.ts';

const SECOND = 1000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** `CET`, `EST`, `UTC`; `GMT+5:30` only where neither English names the zone. */
export function zoneName(at: Date, timeZone: string): string {
	let name = timeZone;
	for (const locale of ['en-GB', 'en-US', 'en-AU']) {
		const parts = new Intl.DateTimeFormat(locale, {
			timeZone,
			timeZoneName: 'short',
		}).formatToParts(at);
		name = parts.find((part) => part.type === 'timeZoneName')?.value ?? name;
		if (!name.startsWith('GMT') || name === 'GMT') break;
	}
	return name;
}

/** `20 Dec 2026, 23:59 CET`. */
export function instant(iso: string, timeZone: string, locale = 'en'): string {
	const at = new Date(iso);
	return `${dayOf(at, timeZone, locale)}, ${clock(iso, timeZone)}`;
}

/** `23:59 CET`. */
export function clock(iso: string, timeZone: string): string {
	const at = new Date(iso);
	const time = new Intl.DateTimeFormat('en-GB', {
		timeZone,
		hour: '2-digit',
		minute: '2-digit',
		hourCycle: 'h23',
	}).format(at);
	return `${time} ${zoneName(at, timeZone)}`;
}

/** `20 Dec 2026`, `20 dic 2026`, `20 de dez. de 2026`. */
export function day(iso: string, timeZone: string, locale = 'en'): string {
	return dayOf(new Date(iso), timeZone, locale);
}

function dayOf(at: Date, timeZone: string, locale: string): string {
	const isEnglish = languageOf(locale) === 'en';
	const format = new Intl.DateTimeFormat(isEnglish ? 'en-GB' : locale, {
		timeZone,
		day: 'numeric',
		month: 'short',
		year: 'numeric',
	});
	if (!isEnglish) return format.format(at);
	const parts = format.formatToParts(at);
	const part = (type: string) => parts.find((p) => p.type === type)?.value ?? '';
	return `${part('day')} ${part('month').slice(0, 3)} ${part('year')}`;
}

/** `14:05 CET` if it falls within a day of now, else with the date. */
export function soon(iso: string, now: number, timeZone: string, locale = 'en'): string {
	return Math.abs(Date.parse(iso) - now) < DAY &&
		day(iso, timeZone) === dayOf(new Date(now), timeZone, 'en')
		? clock(iso, timeZone)
		: instant(iso, timeZone, locale);
}

/** `now`, `4 min`, `2 h`, `9 d`, `5 mo`: the age of an instant, for a narrow column. */
export function age(iso: string, now: number, locale = 'en'): string {
	const span = Math.max(0, now - Date.parse(iso));
	const to = { locale: languageOf(locale) };
	if (span < MINUTE) return m.format_age_now({}, to);
	if (span < HOUR) return `${Math.floor(span / MINUTE)} min`;
	if (span < DAY) return `${Math.floor(span / HOUR)} h`;
	if (span < 60 * DAY) return `${Math.floor(span / DAY)} d`;
	const months = Math.floor(span / (30.44 * DAY));
	return m.format_age_months({ count: months, n: String(months) }, to);
}

/** `3 days`, `5 hours`, `12 minutes`: the time left until an instant; null once it has passed. */
export function left(iso: string, now: number, locale = 'en'): string | null {
	const span = Date.parse(iso) - now;
	if (span <= 0) return null;
	if (span >= 2 * DAY) return spelled(Math.floor(span / DAY), 'day', locale);
	if (span >= 2 * HOUR) return spelled(Math.floor(span / HOUR), 'hour', locale);
	if (span >= MINUTE) return spelled(Math.floor(span / MINUTE), 'minute', locale);
	return spelled(Math.ceil(span / SECOND), 'second', locale);
}

const spelled = (n: number, unit: string, locale: string): string =>
	new Intl.NumberFormat(locale, { style: 'unit', unit, unitDisplay: 'long' }).format(n);

/** Value of a datetime-local input (no zone) for an instant, in a zone. */
export function toLocalInput(iso: string | null, timeZone: string): string {
	if (!iso) return '';
	const parts = new Intl.DateTimeFormat('en-CA', {
		timeZone,
		year: 'numeric',
		month: '2-digit',
		day: '2-digit',
		hour: '2-digit',
		minute: '2-digit',
		hourCycle: 'h23',
	}).formatToParts(new Date(iso));
	const part = (type: string) => parts.find((p) => p.type === type)?.value ?? '00';
	return `${part('year')}-${part('month')}-${part('day')}T${part('hour')}:${part('minute')}`;
}

/**
 * The instant that a datetime-local value means in a zone. Where clocks go back and the time happens
 * twice, the earlier one; where they go forward and it never happens, the instant an hour later.
 */
export function fromLocalInput(value: string, timeZone: string): string | null {
	if (!/^\d{4}-\d\d-\d\dT\d\d:\d\d/.test(value)) return null;
	const wall = Date.parse(`${value.slice(0, 16)}:00Z`);
	if (Number.isNaN(wall)) return null;
	const offset = (at: number) =>
		Date.parse(`${toLocalInput(new Date(at).toISOString(), timeZone)}:00Z`) - at;
	const candidates = [wall - offset(wall - DAY), wall - offset(wall + DAY)].sort((a, b) => a - b);
	const exact = candidates.find((at) => at + offset(at) === wall);
	return new Date(exact ?? candidates[candidates.length - 1] ?? wall).toISOString();
}
