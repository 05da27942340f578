import { cookieName, extractLocaleFromRequest } from '#locale';
import { findUser, setLocale } from '#db/queries/users';
import { isLocale } from '#lib/format/language';
import type { Services } from '../services.ts';

const A_YEAR = 365 * 24 * 3600;

/**
 * After a sign-in: an account keeps the language of its first pages, for mails; and a device on which
 * none was chosen takes the account's.
 */
export async function rememberLanguage(
	{ db }: Pick<Services, 'db'>,
	request: Request,
	answer: Response,
): Promise<void> {
	const { user } = (await answer.clone().json()) as { user?: { id?: string } };
	const row = user?.id === undefined ? undefined : await findUser(db, user.id);
	if (!row) return;
	const chosen = request.headers.get('cookie')?.includes(`${cookieName}=`);
	if (!isLocale(row.locale)) return setLocale(db, row.id, extractLocaleFromRequest(request), true);
	if (chosen) return;
	const cookie = `${cookieName}=${row.locale}; Path=/; Max-Age=${A_YEAR}; SameSite=Lax; HttpOnly`;
	answer.headers.append('set-cookie', cookie);
}
