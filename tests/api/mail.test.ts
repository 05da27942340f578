/** Mails through a real SMTP server, the life of an outbox row, and the links that end them. */
import { SMTPServer } from 'smtp-server';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { optionsFromEnv } from '#lib/server/config';
import { notify } from '#lib/server/notifications/notify';
import { outbox } from '#db/schema/notifications';
import { setLocale } from '#db/queries/users';
import {
	call,
	importSmall,
	joinAs,
	newDataDir,
	newPerson,
	NOBODY,
	openWorld,
	type Person,
	type World,
} from './world.ts';

interface Received {
	to: string[];
	raw: string;
}

const received: Received[] = [];
/** What the server answers to the next mails; null takes them. */
let refusal: { responseCode: number; message: string } | null = null;
let smtp: SMTPServer;
let url: string;

beforeAll(async () => {
	smtp = new SMTPServer({
		authOptional: true,
		disabledCommands: ['STARTTLS'],
		onData(stream, session, callback) {
			let raw = '';
			stream.on('data', (chunk) => (raw += chunk));
			stream.on('end', () => {
				if (refusal) return callback(Object.assign(new Error(refusal.message), refusal));
				received.push({ to: session.envelope.rcptTo.map(({ address }) => address), raw });
				callback(null, 'taken');
			});
		},
	});
	await new Promise<void>((done) => void smtp.listen(0, '127.0.0.1', done));
	url = `smtp://127.0.0.1:${(smtp.server.address() as { port: number }).port}`;
});
afterAll(() => new Promise<void>((done) => smtp.close(done)));

let world: World;
let person: Person;
let clock = Date.now();
const ORIGIN = 'https://holdout.example.org';

async function open(dataDir?: string): Promise<void> {
	world = await openWorld({
		now: () => clock,
		origin: ORIGIN,
		secret: 'a secret of the test',
		mail: { url, from: 'Holdout <holdout@example.org>' },
		...(dataDir ? { dataDir } : {}),
	});
	await newPerson(world.holdout, 'admin');
	await importSmall(world.holdout, { slug: 'small' });
	person = await newPerson(world.holdout, 'participant', 'José <b>');
	await joinAs(world.holdout, person, 'small');
	await world.holdout.postman.settle();
	received.length = 0;
}

const extend = (about: string) =>
	notify(world.holdout, {
		kind: 'extension',
		about,
		to: { users: [person.id] },
		competitionId: null,
		params: { at: '2026-12-20T22:59:00.000Z' },
		href: '/competitions/small',
	});
const rows = () => world.holdout.db.select().from(outbox);

/** Text of the quoted-printable part. */
const plain = (raw: string) =>
	Buffer.from(
		raw
			.replace(/=\r?\n/g, '')
			.replace(/=([0-9A-F]{2})/g, (_, hex: string) => String.fromCharCode(parseInt(hex, 16))),
		'latin1',
	).toString('utf8');

describe('mails', () => {
	afterEach(async () => {
		refusal = null;
		await world.close();
	});

	it('leave once, in the reader’s language, as text and HTML, with a way out', async () => {
		await open();
		await setLocale(world.holdout.db, person.id, 'es');
		await extend('one');
		await extend('one');
		await world.holdout.postman.settle();
		await world.holdout.postman.settle();
		expect(received).toHaveLength(1);
		expect(received[0]!.to).toEqual([person.email]);
		const mail = plain(received[0]!.raw);
		expect(mail).toContain('puede enviar hasta el 20 dic 2026, 22:59 UTC');
		expect(mail).toContain('Content-Type: text/plain');
		expect(mail).toContain('<html lang="es">');
		expect(mail).toContain('José &lt;b&gt;');
		expect(mail).toContain(`${ORIGIN}/competitions/small`);
		expect(mail).toContain('List-Unsubscribe-Post: List-Unsubscribe=One-Click');
		const link = /List-Unsubscribe:\s*<([^>]+)>/.exec(received[0]!.raw.replace(/\r\n\s+/g, ' '));
		const path = link![1]!.replaceAll(' ', '').slice(`${ORIGIN}/api/v1`.length);
		// As a mail program does it: no session, a form.
		const answer = await call(world.holdout, NOBODY, path, {
			method: 'POST',
			body: 'List-Unsubscribe=One-Click',
			type: 'application/x-www-form-urlencoded',
		});
		expect(answer).toMatchObject({ status: 200, body: { kind: 'extension', mail: false } });
		await extend('two');
		await world.holdout.postman.settle();
		expect(received).toHaveLength(1);
		const forged = path.replace('extension', 'announcement');
		expect((await call(world.holdout, NOBODY, forged, { method: 'POST' })).status).toBe(404);
	});

	it('are tried again later, and given up where the address is refused for good', async () => {
		await open();
		refusal = { responseCode: 451, message: `try later, ${person.email}` };
		await extend('slow');
		await world.holdout.postman.settle();
		expect(await rows()).toMatchObject([{ status: 'waiting', attempts: 1 }]);
		expect((await rows())[0]!.failure).not.toContain(person.email);
		await world.holdout.postman.settle();
		expect(await rows()).toMatchObject([{ attempts: 1 }]);
		refusal = null;
		clock += 60_000;
		await world.holdout.postman.settle();
		expect(await rows()).toMatchObject([{ status: 'sent', attempts: 2, failure: null }]);
		expect(received).toHaveLength(1);
		refusal = { responseCode: 550, message: 'no such mailbox' };
		await extend('never');
		await world.holdout.postman.settle();
		expect((await rows()).map(({ status }) => status).sort()).toEqual(['failed', 'sent']);
		expect(world.logged.some(({ msg }) => msg === 'a mail did not leave')).toBe(true);
	});

	it('wait through a restart, and one that may have left is not sent again', async () => {
		const dataDir = newDataDir();
		await open(dataDir);
		await extend('waits');
		await extend('unknown');
		await world.holdout.db.run(
			`UPDATE outbox SET status = 'sending' WHERE event = 'extension:unknown'`,
		);
		await world.close();
		world = await openWorld({
			dataDir,
			now: () => clock,
			origin: ORIGIN,
			mail: { url, from: 'Holdout <holdout@example.org>' },
		});
		await world.holdout.postman.settle();
		expect(received).toHaveLength(1);
		clock += 3 * 86_400_000;
		await world.holdout.postman.settle();
		expect(received).toHaveLength(1);
	});

	it('are never sent for old news', async () => {
		await open();
		await extend('old');
		clock += 2 * 86_400_000 + 1;
		await world.holdout.postman.settle();
		expect(received).toEqual([]);
		expect(await rows()).toEqual([]);
	});
});

describe('settings of the environment', () => {
	const env = {
		HOLDOUT_SMTP_URL: 'smtps://me:secret@mail.example.org',
		HOLDOUT_MAIL_FROM: 'Holdout <holdout@example.org>',
		ORIGIN,
	};

	it('are optional and checked at the start', () => {
		expect(optionsFromEnv({}).mail).toBeNull();
		expect(optionsFromEnv(env).mail).toEqual({
			url: env.HOLDOUT_SMTP_URL,
			from: env.HOLDOUT_MAIL_FROM,
		});
		expect(() => optionsFromEnv({ ...env, HOLDOUT_SMTP_URL: 'mail.example.org' })).toThrow(/SMTP/);
		const bad = { ...env, HOLDOUT_MAIL_FROM: 'me', ORIGIN: undefined };
		expect(() => optionsFromEnv(bad)).toThrow(/MAIL_FROM[^]*ORIGIN/);
	});
});
