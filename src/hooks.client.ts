import type { ClientInit } from '@sveltejs/kit';
import { overwriteGetLocale } from '#locale';
import { localeOfTag } from '$lib/format/language';

/** The page goes on in the language that the server rendered it in. */
export const init: ClientInit = () => {
	const locale = localeOfTag(document.documentElement.lang);
	overwriteGetLocale(() => locale);
};
