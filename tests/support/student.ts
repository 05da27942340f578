/** A class of made-up students, and those who work without a browser. */
import type { TestServer } from './server.ts';

export interface Listed {
	name: string;
	email: string;
	number: string;
	section: string;
	group: string;
}

const FIRST = ['Ana', 'Ben', 'Carla', 'Dario', 'Elena', 'Farid', 'Gema', 'Hugo', 'Inés', 'João'];
const LAST = ['Díaz', 'Ode', 'Roth'];

/** Students in two sections; the second and third of them are one group. */
export const makeStudents = (n: number): Listed[] =>
	Array.from({ length: n }, (_, i) => ({
		name: `${FIRST[i % FIRST.length]} ${LAST[Math.floor(i / FIRST.length) % LAST.length]}`,
		email: `s${String(i + 1).padStart(2, '0')}@uni.example`,
		number: `00${401 + i}`,
		section: i < n / 2 ? 'A' : 'B',
		group: i === 1 || i === 2 ? 'G1' : '',
	}));

/** A class list as a university's office gives it out. */
export const rosterCsv = (students: readonly Listed[]): string =>
	`name,email,student number,section,group\n${students
		.map(({ name, email, number, section, group }) =>
			[name, email, number, section, group].join(','),
		)
		.join('\n')}\n`;

export interface Visitor {
	call(
		path: string,
		init?: RequestInit,
	): Promise<{ status: number; body: Record<string, unknown> }>;
}

/** Signs up as a browser would, and keeps the cookies. */
export async function signUp(
	server: TestServer,
	account: { name: string; email: string; password: string },
): Promise<Visitor> {
	const json = { 'content-type': 'application/json', origin: server.url };
	const answer = await fetch(`${server.url}/api/auth/sign-up/email`, {
		...{ method: 'POST', headers: json, body: JSON.stringify(account) },
	});
	if (!answer.ok) throw new Error(`sign-up: ${answer.status} ${await answer.text()}`);
	const cookie = answer.headers.getSetCookie().map((each) => each.split(';')[0]);
	return {
		async call(path, init = {}) {
			const headers = { ...json, ...init.headers, cookie: cookie.join('; ') };
			const sent = await fetch(`${server.url}/api/v1${path}`, { ...init, headers });
			return { status: sent.status, body: (await sent.json()) as Record<string, unknown> };
		},
	};
}
