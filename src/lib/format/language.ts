/** The languages of the interface. Addresses and the API are the same in all of them. */
import { cookieName, locales, type Locale } from '#locale';

export type { Locale };
export const LOCALE_COOKIE = cookieName;

/** What a page says of its language: for hyphenation, spelling and screen readers. */
export const LANGUAGE_TAGS: Record<Locale, string> = { en: 'en', es: 'es', pt: 'pt-BR' };

/** Each language in its own words, as its readers look for it. */
export const LANGUAGE_NAMES: Record<Locale, string> = {
	en: 'English',
	es: 'Español',
	pt: 'Português',
};

export const LANGUAGES = locales;

export const isLocale = (value: unknown): value is Locale =>
	(locales as readonly unknown[]).includes(value);

/** The language of a page by its `lang` attribute. */
export const localeOfTag = (tag: string): Locale =>
	locales.find((locale) => LANGUAGE_TAGS[locale] === tag) ?? 'en';
