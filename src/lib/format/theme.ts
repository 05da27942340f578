/**
 * The reader's choice of theme. It lives in a cookie, so that the server renders the page in it and
 * nothing flashes; no choice means the system's.
 */
export const THEMES = ['system', 'light', 'dark'] as const;
export type Theme = (typeof THEMES)[number];

export const THEME_COOKIE = 'holdout-theme';
export const ZONE_COOKIE = 'holdout-zone';

/** The theme that a cookie names; anything else is the system's. */
export function parseTheme(value: string | undefined): Theme {
	return value === 'light' || value === 'dark' ? value : 'system';
}

/** What comes after this one on the switch. */
export function nextTheme(theme: Theme): Theme {
	return THEMES[(THEMES.indexOf(theme) + 1) % THEMES.length] ?? 'system';
}

/** A cookie for document.cookie that lasts a year. */
export function preferenceCookie(name: string, value: string): string {
	return `${name}=${encodeURIComponent(value)}; path=/; max-age=31536000; samesite=lax`;
}
