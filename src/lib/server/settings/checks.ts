/** Reading one environment variable: its value, or a sentence about what is wrong with it. */

export type Environment = Record<string, string | undefined>;

/** Collects every mistake of an environment, so that all are named at once. */
export function createChecks(env: Environment) {
	const mistakes: string[] = [];

	/** An unset and an empty variable are the same. */
	const text = (name: string): string | undefined => env[name] || undefined;

	function number(name: string, fits: (value: number) => boolean, rule: string) {
		const written = text(name);
		if (written === undefined) return undefined;
		const value = Number(written);
		if (fits(value)) return value;
		mistakes.push(`${name} must be ${rule}, but is "${written}".`);
		return undefined;
	}

	return {
		mistakes,
		text,
		/** Says what does not fit together. */
		say: (mistake: string) => void mistakes.push(mistake),
		positive: (name: string) => number(name, (value) => value > 0, 'a number above 0'),
		wholeOrNone: (name: string) =>
			number(
				name,
				(value) => Number.isSafeInteger(value) && value >= 0,
				'a whole number from 0 up',
			),
		port: (name: string) =>
			number(
				name,
				(value) => Number.isInteger(value) && value > 0 && value < 65_536,
				'a port from 1 to 65535',
			),
		oneOf(name: string, allowed: readonly string[]) {
			const written = text(name);
			if (written !== undefined && !allowed.includes(written)) {
				mistakes.push(`${name} must be one of ${allowed.join(', ')}, but is "${written}".`);
			}
		},
		/** `host:port`, or a port alone for this machine only. */
		listener(name: string): { host: string; port: number } | undefined {
			const written = text(name);
			if (written === undefined) return undefined;
			const [, host, port] = /^(?:\[?([^\]]+)\]?:)?(\d{1,5})$/.exec(written) ?? [];
			if (Number(port) > 0 && Number(port) < 65_536) {
				return { host: host ?? '127.0.0.1', port: Number(port) };
			}
			mistakes.push(`${name} must be host:port, such as 127.0.0.1:9464, but is "${written}".`);
			return undefined;
		},
		/** An address with one of these schemes. The value is never repeated: it may hold a password. */
		url(name: string, schemes: readonly string[]): URL | undefined {
			const written = text(name);
			if (written === undefined) return undefined;
			const url = URL.canParse(written) ? new URL(written) : null;
			if (url && schemes.includes(url.protocol.slice(0, -1)) && url.host) return url;
			mistakes.push(
				`${name} must be an address that begins with ${schemes.map((s) => `${s}://`).join(' or ')}.`,
			);
			return undefined;
		},
	};
}

export type Checks = ReturnType<typeof createChecks>;

/** Everything that is wrong with the environment, in one error. */
export class SettingsError extends Error {
	readonly mistakes: readonly string[];

	constructor(mistakes: readonly string[]) {
		super(mistakes.join('\n'));
		this.name = 'SettingsError';
		this.mistakes = mistakes;
	}
}
