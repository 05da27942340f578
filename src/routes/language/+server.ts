import { redirect } from '@sveltejs/kit';
import { createClient } from '$lib/api/client';
import { safeNext } from '$lib/components/account/next';
import { isLocale, LOCALE_COOKIE } from '$lib/format/language';
import type { RequestHandler } from './$types';

const A_YEAR = 365 * 24 * 3600;

/** The switch in the footer: remembers the choice and goes back to the page. Needs no JavaScript. */
export const POST: RequestHandler = async ({ request, cookies, url, fetch }) => {
	const form = await request.formData();
	const locale = form.get('locale');
	// Kit would mark the cookie Secure, and a browser drops that on a plain http address.
	const secure = url.protocol === 'https:';
	if (isLocale(locale)) {
		cookies.set(LOCALE_COOKIE, locale, { path: '/', maxAge: A_YEAR, sameSite: 'lax', secure });
		// For mails and other devices; a reader without an account has only the cookie.
		await createClient(fetch)
			.setLocale(locale)
			.catch(() => undefined);
	}
	redirect(303, safeNext(String(form.get('next') ?? '/')));
};
