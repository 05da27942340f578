import { getLocale } from '#locale';
import { parseLocale, parseZone } from '$lib/format/locale';
import { parseTheme, THEME_COOKIE, ZONE_COOKIE } from '$lib/format/theme';
import type { LayoutServerLoad } from './$types';

/** How this reader wants to see things; known before the first byte is rendered, so nothing jumps. */
export const load: LayoutServerLoad = ({ cookies, request }) => ({
	theme: parseTheme(cookies.get(THEME_COOKIE)),
	timeZone: parseZone(cookies.get(ZONE_COOKIE)),
	locale: parseLocale(request.headers.get('accept-language'), getLocale()),
	now: Date.now(),
});
