/** What can be known to fail before anything is built. */
import { randomBytes } from 'node:crypto';
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { refuse, wrongUsage } from '../outcome.ts';

export interface Address {
	host: string;
	port: number;
	/** As people should write it. */
	url: string;
}

const LOOPBACK_OR_ANY = new Set(['127.0.0.1', '0.0.0.0', '::', '::1']);

/** Where to listen, from options and environment; an origin given for a proxy is what is shown. */
export function addressFrom(options: { port?: string; host?: string }): Address {
	const written = options.port ?? process.env.PORT ?? '';
	const port = written === '' ? 3000 : Number(written);
	if (!Number.isInteger(port) || port < 1 || port > 65_535) {
		throw wrongUsage(`"${written}" is not a port.`, 'Use a number from 1 to 65535.');
	}
	const given = options.host ?? process.env.HOST ?? '';
	const host = given || '127.0.0.1';
	const isNamed = given !== '' && given !== '0.0.0.0' && given !== '::';
	const shown = !isNamed && LOOPBACK_OR_ANY.has(host) ? 'localhost' : host;
	const origin =
		process.env.ORIGIN || `http://${shown.includes(':') ? `[${shown}]` : shown}:${port}`;
	return { host, port, url: origin.replace(/\/+$/, '') };
}

/** The end of a start for which listening failed. */
export function listenFailure(error: NodeJS.ErrnoException, { host, port }: Address): Error {
	if (error.code === 'EADDRINUSE') {
		return refuse(`Port ${port} is in use, perhaps by a Holdout that is already running.`, {
			code: 'port_in_use',
			remedy: `Stop it, or choose another port: holdout serve --port ${port + 1}`,
		});
	}
	if (error.code === 'EACCES') {
		return refuse(`Port ${port} may not be used by this account.`, {
			code: 'port_not_allowed',
			remedy: 'Choose a port above 1023.',
		});
	}
	if (error.code === 'EADDRNOTAVAIL' || error.code === 'ENOTFOUND') {
		return refuse(`This machine does not have the address ${host}.`, {
			code: 'no_such_address',
			remedy: 'Use 127.0.0.1 for this machine only, or 0.0.0.0 for all its addresses.',
		});
	}
	return error;
}

/** Listens for a moment: better to hear of a taken port before a build than after it. */
export function requireFreePort(address: Address): Promise<void> {
	return new Promise((resolve, reject) => {
		const probe = createServer();
		probe.once('error', (error) => reject(listenFailure(error, address)));
		probe.listen(address.port, address.host, () => probe.close(() => resolve()));
	});
}

/** Makes the data folder where it is missing, and a file in it, for a moment. */
export function requireWritable(dataDir: string): void {
	const probe = join(dataDir, `.probe-${randomBytes(6).toString('hex')}`);
	try {
		// Only the owner: the hidden labels will lie in it.
		mkdirSync(dataDir, { recursive: true, mode: 0o700 });
		writeFileSync(probe, '');
		rmSync(probe);
	} catch (error) {
		throw refuse(
			`The data folder ${dataDir} is not writable (${(error as NodeJS.ErrnoException).code}).`,
			{
				code: 'data_not_writable',
				remedy:
					'Give this account the right to write there, or name another folder in HOLDOUT_DATA.',
			},
		);
	}
}
