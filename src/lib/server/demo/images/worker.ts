/** The thread that draws, so that nothing else waits. */
import { setPriority } from 'node:os';
import { parentPort, workerData } from 'node:worker_threads';
import { drawArchives } from './draw-archives.ts';
import type { DrawJob, DrawMessage } from './job.ts';

/** Messages about progress are at least this far apart, in ms. */
const PAUSE = 250;

const say = (message: DrawMessage) => parentPort!.postMessage(message);

// On Linux this is of the calling thread alone; where it is of the process, it stays as it is.
if (process.platform === 'linux') setPriority(10);
let last = 0;
const archives = await drawArchives(workerData as DrawJob, (share) => {
	const now = Date.now();
	if (now - last < PAUSE) return;
	last = now;
	say({ share });
});
say({ archives });
