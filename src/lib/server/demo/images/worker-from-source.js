/** The worker where nothing was built: teaches this thread TypeScript and hands over. */
import { register } from 'tsx/esm/api';

register();
await import('./worker.ts');
