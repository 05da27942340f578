/** `holdout user create` */
import { randomBytes } from 'node:crypto';
import { findUserByEmail, setRole } from '#db/queries/users';
import type { Role, Scope } from '#lib/api/schemas/accounts';
import { createUser } from '#lib/server/auth/accounts';
import { createToken } from '#lib/server/auth/tokens';
import type { Holdout } from '#lib/server/holdout';
import { withHoldout } from '../local.ts';
import { say, sayJson } from '../output.ts';
import { refuse, wrongUsage } from '../outcome.ts';
import { style } from '../style.ts';

interface Options {
	email: string;
	name: string;
	organiser?: boolean;
	admin?: boolean;
	password?: string;
	token?: boolean;
	json?: boolean;
}

const SCOPES: Record<Role, Scope[]> = {
	participant: ['read', 'submit'],
	organiser: ['read', 'submit', 'organise'],
	admin: ['read', 'submit', 'organise'],
};

function roleOf({ organiser, admin }: Options): Role {
	return admin ? 'admin' : organiser ? 'organiser' : 'participant';
}

function check({ email, name, password }: Options): void {
	if (!/^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(email.trim())) {
		throw wrongUsage(`"${email}" is not an e-mail address.`);
	}
	if (!name.trim() || name.trim().length > 80) throw wrongUsage('A name has 1 to 80 characters.');
	if (password !== undefined && (password.length < 10 || password.length > 128)) {
		throw wrongUsage('A password has 10 to 128 characters.');
	}
}

/** Makes the account; of an existing one only the role is raised, if one was asked for. */
async function ensureAccount(holdout: Holdout, options: Options) {
	const role = roleOf(options);
	const existing = await findUserByEmail(holdout.db, options.email);
	if (!existing) {
		const password = options.password ?? randomBytes(12).toString('base64url');
		const { email, name } = options;
		const { id } = await createUser(holdout, { name, email, password, role });
		return { id, role, created: true, password: options.password ? undefined : password };
	}
	if (options.password !== undefined) {
		throw refuse(`There is an account with the address ${existing.email} already.`, {
			code: 'conflict',
			remedy: 'Leave out --password; the password of an account is not changed here.',
		});
	}
	const changed =
		role === 'participant' ? existing : await setRole(holdout.db, existing.id, role, Date.now());
	if (!changed) {
		throw refuse(`${existing.email} is the only administrator.`, { code: 'conflict' });
	}
	return { id: existing.id, role: changed.role, created: false, password: undefined };
}

/** Prints the account, and once only its generated password and its token. */
export async function createAccount(options: Options): Promise<void> {
	check(options);
	const made = await withHoldout(async (holdout) => {
		const account = await ensureAccount(holdout, options);
		if (!options.token) return { ...account, token: undefined };
		const request = { name: 'Command line', scopes: SCOPES[account.role], expires_in_days: 180 };
		return { ...account, token: (await createToken(holdout, account.id, request)).token };
	});
	const email = options.email.trim().toLowerCase();
	if (options.json) return sayJson({ ok: true, email, name: options.name.trim(), ...made });
	say(`${made.created ? 'Made' : 'Found'} the account ${style.bold(email)} (${made.role}).`);
	if (made.password) say(`Password: ${style.bold(made.password)}   (shown only now)`);
	if (made.token) say(`Token:    ${style.bold(made.token)}   (shown only now, valid for 180 days)`);
}
