/** `npm run build`: what `holdout serve` does when something is stale, by itself. */
import { join } from 'node:path';
import { CommandFailure, EXIT } from '../outcome.ts';
import { sayFailure } from '../output.ts';
import { build } from './build.ts';
import { withLock } from './lock.ts';
import { findRoot } from './root.ts';
import { hashSources } from './stamp.ts';
import { createSteps } from './steps.ts';

const root = findRoot();
try {
	await createSteps(1)('Build', async () => {
		await withLock(join(root, 'build/lock'), () => build(root, hashSources(root)));
		return 'done';
	});
} catch (error) {
	if (!(error instanceof CommandFailure)) throw error;
	sayFailure(error, false);
	process.exitCode = EXIT.fault;
}
