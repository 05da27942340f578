import { isLocale, type Locale } from './language.ts';

/**
 * The locale that numbers and dates are written in: the page's language, in the reader's region where
 * their browser names one (es-MX writes 0.5, es-ES 0,5). The server reads it from Accept-Language and
 * sends it with the page, so that server and browser write the same digits.
 */
export const DEFAULT_LOCALE = 'en-GB';

/** The interface's language of a locale such as es-MX. */
export function languageOf(locale: string): Locale {
	const language = locale.slice(0, 2).toLowerCase();
	return isLocale(language) ? language : 'en';
}

/** Where the browser asks for a language without a region. */
const REGIONS: Record<string, string> = { en: DEFAULT_LOCALE, es: 'es-ES', pt: 'pt-BR' };

/** First tag of an Accept-Language header in the given language; Latin digits always. */
export function parseLocale(header: string | null, language = 'en'): string {
	for (const part of (header ?? '').split(',')) {
		const tag = part.split(';')[0]?.trim() ?? '';
		if (!tag.toLowerCase().startsWith(`${language}-`)) continue;
		try {
			const [locale] = Intl.NumberFormat.supportedLocalesOf([tag]);
			if (locale) return new Intl.Locale(locale, { numberingSystem: 'latn' }).toString();
		} catch {
			continue; // not a language tag
		}
	}
	return REGIONS[language] ?? DEFAULT_LOCALE;
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
