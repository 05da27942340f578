/**
 * The locale that numbers are written in. The server reads it from Accept-Language and sends it with
 * the page, so that server and browser write the same digits. Words stay English.
 */
export const DEFAULT_LOCALE = 'en-GB';

/** First usable language of an Accept-Language header; Latin digits always. */
export function parseLocale(header: string | null): string {
	for (const part of (header ?? '').split(',')) {
		const tag = part.split(';')[0]?.trim();
		if (!tag || tag === '*') continue;
		try {
			const [locale] = Intl.NumberFormat.supportedLocalesOf([tag]);
			if (locale) return new Intl.Locale(locale, { numberingSystem: 'latn' }).toString();
		} catch {
			continue; // not a language tag
		}
	}
	return DEFAULT_LOCALE;
}

/** A time zone that Intl knows, or UTC. */
export function parseZone(value: string | undefined): string {
	if (!value) return 'UTC';
	try {
		return new Intl.DateTimeFormat('en', { timeZone: value }).resolvedOptions().timeZone;
	} catch {
		return 'UTC';
	}
}
