/** What happens when whoever reads the output leaves, as `head` does. */

/** 128 + SIGPIPE: how shells report a program whose reader left, and what `head` expects of it. */
const READER_LEFT = 141;

/** Ends the command when standard output or standard error is closed by its reader, without a trace. */
export function endQuietlyWithoutReader(): void {
	for (const stream of [process.stdout, process.stderr]) {
		stream.on('error', (error: NodeJS.ErrnoException) => {
			if (error.code === 'EPIPE') process.exit(READER_LEFT);
			throw error;
		});
	}
}
