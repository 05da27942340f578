/**
 * The one Holdout of this process. `holdout serve` opens it, seeds it and then loads SvelteKit's
 * build into the same process; the build has its own copy of this module, so the place where both
 * look is the global object. Under `vite dev` nobody has opened it, and it opens itself.
 */
import { optionsFromEnv } from './config.ts';
import { openHoldout, type Holdout } from './holdout.ts';

const key = Symbol.for('holdout.instance');
const place = globalThis as unknown as { [key]?: Promise<Holdout> };

/** Makes an open Holdout the one that the web server uses. */
export function shareHoldout(holdout: Holdout): void {
	place[key] = Promise.resolve(holdout);
}

/** The shared Holdout; opened from the environment and started where there is none. */
export function sharedHoldout(): Promise<Holdout> {
	place[key] ??= openHoldout(optionsFromEnv(process.env)).then(async (holdout) => {
		await holdout.lifecycle.start();
		return holdout;
	});
	return place[key];
}

/** Closes the shared Holdout, if there is one. */
export async function closeShared(): Promise<void> {
	const open = place[key];
	delete place[key];
	await (await open)?.close();
}
