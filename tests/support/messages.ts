import { compileMessages } from '../../src/lib/messages/compile.ts';

/** Before any test: the interface's messages as they are now. */
export async function setup(): Promise<void> {
	await compileMessages();
}
