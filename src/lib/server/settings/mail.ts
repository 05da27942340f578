/** Where mails leave, and in whose name. */
import type { Checks } from './checks.ts';

export interface MailSettings {
	/** Such as smtps://name:password@mail.example.org. */
	url: string;
	from: string;
}

const ADDRESS = /^(?:[^<>\r\n]*<[^<>@\s]+@[^<>@\s]+>|[^<>@\s]+@[^<>@\s]+)$/;

/** Null: this server sends no mail. */
export function readMail(checks: Checks): MailSettings | null {
	const url = checks.url('HOLDOUT_SMTP_URL', ['smtp', 'smtps']);
	if (!url) return null;
	const from = checks.text('HOLDOUT_MAIL_FROM')?.trim() ?? '';
	if (!ADDRESS.test(from)) {
		checks.say(
			'HOLDOUT_SMTP_URL is set, so HOLDOUT_MAIL_FROM must be an address, such as "Holdout <holdout@example.org>".',
		);
	}
	if (!checks.text('ORIGIN')) {
		checks.say(
			'HOLDOUT_SMTP_URL is set, but ORIGIN is not: mails hold links, and need the address that people use.',
		);
	}
	return { url: url.href, from };
}
