/** SIGTERM and SIGINT: finish what is under way, then go. A second signal goes at once. */

/** Runs `close` at the first signal and ends the process after it. */
export function onShutdown(close: () => Promise<void>): void {
	let closing = false;
	const shutDown = (signal: NodeJS.Signals) => {
		if (closing) process.exit(1);
		closing = true;
		process.stdout.write('\nStopping …');
		close().then(
			() => {
				// What SvelteKit's own server tells hooks that wait for the end.
				(process as NodeJS.EventEmitter).emit('sveltekit:shutdown', signal);
				process.stdout.write(' stopped.\n');
				process.exit(0);
			},
			(error: unknown) => {
				process.stderr.write(` failed: ${String(error)}\n`);
				process.exit(3);
			},
		);
	};
	process.on('SIGTERM', shutDown);
	process.on('SIGINT', shutDown);
}
