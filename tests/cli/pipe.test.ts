/** A reader that leaves, such as `head`. */
import { spawn } from 'node:child_process';
import { resolve } from 'node:path';
import { expect, it } from 'vitest';

const ROOT = resolve(import.meta.dirname, '../..');

/** The exit code of a command whose reader leaves at once without reading, and what it says. */
async function withoutReader(args: string): Promise<{ code: unknown; stderr: string }> {
	const script = `set -o pipefail; node --import tsx src/cli/main.ts ${args} | sleep 0`;
	const child = spawn('bash', ['-c', script], { cwd: ROOT });
	let stderr = '';
	child.stderr.on('data', (chunk) => (stderr += chunk));
	const code = await new Promise((done) => child.once('close', done));
	return { code, stderr };
}

it('ends the command quietly, as by SIGPIPE', async () => {
	expect(await withoutReader('metrics --json')).toEqual({ code: 141, stderr: '' });
});
