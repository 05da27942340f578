import pino, { type Logger } from 'pino';

/**
 * JSON lines on standard error. Names, e-mail addresses, file contents and addresses of readers
 * never go in; ids do. What a participant sends is at most a warning.
 */
export const createLog = (level = process.env.HOLDOUT_LOG || 'warn'): Logger =>
	pino({ level, base: null, timestamp: pino.stdTimeFunctions.isoTime }, pino.destination(2));

const withoutAddresses = (text: string) => text.replace(/[^\s"'<>()]+@[^\s"'<>()]+/g, '(address)');

/** The origin comes from each request on purpose: the same server has several names. */
const EXPECTED = '[better-auth] Base URL is not set';

/**
 * better-auth's messages: its errors are what visitors do wrong (an unknown account, a foreign
 * origin), so they are warnings here, and only the sentence is kept, without its details.
 */
export const authLog = (log: Logger) => ({
	disabled: false,
	level: 'warn' as const,
	log(level: string, message: string, ...details: unknown[]) {
		const error = details.find((detail) => detail instanceof Error);
		const fields = error ? { error: withoutAddresses(String(error.stack)) } : {};
		const notable = (level === 'error' || level === 'warn') && !message.startsWith(EXPECTED);
		const weight = notable ? 'warn' : 'debug';
		log[weight]({ part: 'auth', ...fields }, withoutAddresses(message));
	},
});
