/**
 * The worker where nothing was built: teaches this thread TypeScript and hands over. `--import tsx`
 * does not do it, since tsx skips its hooks on worker threads of Node 20 when given that way.
 */
import { register } from 'tsx/esm/api';

register();
export const { score, intervals, compare, separate, similarity, pair } =
	await import('./worker.ts');
