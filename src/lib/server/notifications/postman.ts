/** The worker behind notifications: looks for what nobody does, and carries the outbox to SMTP. */
import { createTransport, type Transporter } from 'nodemailer';
import { claimMail, finishMail, refuseMail, type OutgoingMail } from '#db/queries/outbox';
import type { Services } from '../services.ts';
import { sweep } from './sweep.ts';
import type { Unsubscribing } from './unsubscribe.ts';

export interface Postman {
	start(): void;
	/** There may be something to tell or to send. */
	wake(): void;
	/** Everything that can be told and sent now is, when this resolves. */
	settle(): Promise<void>;
	/** Takes up nothing more and waits for the mail that is leaving. */
	stop(): Promise<void>;
}

type Needs = Pick<Services, 'db' | 'events' | 'now' | 'log' | 'config'> & {
	unsubscribing: Unsubscribing;
};

const MINUTE_MS = 60_000;
const POLL_MS = 5000;
/** After these minutes; then the mail is given up. */
const RETRY_MINUTES = [1, 5, 30, 120, 480];

/** A refusal for good: 5xx of RFC 5321, except while connecting, which a later try may mend. */
function isFinal(error: { responseCode?: number; command?: string }): boolean {
	const code = error.responseCode ?? 0;
	return code >= 500 && code < 600 && error.command !== 'CONN' && error.command !== 'AUTH';
}

export function createPostman(services: Needs): Postman {
	const { db, now, log, config, unsubscribing } = services;
	let transport: Transporter | null = null;
	let working: Promise<void> | null = null;
	let again = false;
	let stopped = false;
	let sweptAt = -Infinity;
	let timer: NodeJS.Timeout | undefined;

	/** Not before a mail is to be sent: a server without mail never loads a connection. */
	const connection = () =>
		(transport ??= createTransport(config.mail!.url, { from: config.mail!.from }));

	async function send(row: OutgoingMail): Promise<void> {
		try {
			// Loaded late: the messages are compiled by then, also where the server runs from source.
			const { composeMail } = await import('./compose.ts');
			const unsubscribeToken = unsubscribing.tokenFor(row);
			const mail = composeMail(row, { origin: new URL(config.origin!).origin, unsubscribeToken });
			if (!mail) return await refuseMail(db, row.id, `unknown kind ${row.kind}`, null);
			await connection().sendMail(mail);
			await finishMail(db, row.id, now());
		} catch (error) {
			const wait = isFinal(error as { responseCode?: number })
				? undefined
				: RETRY_MINUTES[row.attempts - 1];
			// What a mail server says may hold the address.
			const failure = String(error).replace(/[^\s<>"']+@[^\s<>"']+/g, '(address)');
			log.warn({ mail: row.id, attempt: row.attempts, failure }, 'a mail did not leave');
			const next = wait === undefined ? null : now() + wait * MINUTE_MS;
			await refuseMail(db, row.id, failure.slice(0, 500), next);
		}
	}

	async function work(): Promise<void> {
		do {
			again = false;
			if (now() - sweptAt >= MINUTE_MS) {
				await sweep(services);
				sweptAt = now();
			}
			while (config.mail && !stopped) {
				const row = await claimMail(db, now());
				if (!row) break;
				await send(row);
			}
		} while (again && !stopped);
	}

	/** One round at a time; a wake-up in between makes it look once more. */
	function run(): Promise<void> {
		again = true;
		working ??= work()
			.catch((error) => log.error({ error: String(error) }, 'notifications could not be looked at'))
			.finally(() => {
				working = null;
			});
		return working;
	}

	return {
		start() {
			stopped = false;
			timer ??= setInterval(() => void run(), POLL_MS);
			timer.unref();
			void run();
		},
		wake() {
			sweptAt = -Infinity;
			if (timer && !stopped) void run();
		},
		async settle() {
			sweptAt = -Infinity;
			await run();
		},
		async stop() {
			stopped = true;
			clearInterval(timer);
			timer = undefined;
			await working;
			transport?.close();
			transport = null;
		},
	};
}
