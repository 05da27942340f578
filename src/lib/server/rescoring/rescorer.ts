/**
 * Scores every submission of a competition by its open change, on the scorer's threads. The rows are
 * the queue, as with submissions: whatever a process leaves behind, another one takes up, and what
 * is submitted meanwhile is taken up as soon as it has its score.
 */
import { randomUUID } from 'node:crypto';
import {
	claimRescorings,
	extendRescorings,
	finishRescorings,
	listRescoringOwners,
	pendingRescorings,
	releaseRescorings,
	type RescoringEnd,
} from '#db/queries/rescorings';
import type { ScorerPool } from '#scorer/service/pool';
import { createOwner, isDead } from '../lifecycle/owner.ts';
import type { Services } from '../services.ts';
import { rescore, type Sources } from './rescore.ts';

const LEASE_MS = 15_000;
/** How often to look for submissions that came in, and for changes that another process opened. */
const POLL_MS = 1000;
/** Taken at once; what is done is written every so often, and whatever is not is lost in a crash. */
const CLAIMED_PER_THREAD = 16;
const WRITE_EVERY_MS = 400;
const PATIENCE_MS = 10_000;

export interface Rescorer {
	start(): Promise<void>;
	/** Resolves when open changes have judged every scored submission. */
	drain(): Promise<void>;
	stop(): Promise<void>;
	wake(): void;
}

const pause = (ms: number) => new Promise<void>((done) => setTimeout(done, ms));

export function createRescorer(
	services: Services & { pool: Pick<ScorerPool, 'score'> },
	threads: number,
): Rescorer {
	const { db, now, log } = services;
	let owner = createOwner();
	let accepting = false;
	let running: Promise<void> | null = null;
	let again = false;
	const timers: NodeJS.Timeout[] = [];

	/** One claim after another until nothing waits. */
	async function work(): Promise<void> {
		for (;;) {
			const lease = { token: randomUUID(), owner: owner.name, expiresAt: now() + LEASE_MS };
			const claims = await claimRescorings(db, lease, threads * CLAIMED_PER_THREAD, now());
			if (!claims.length) return;
			const sources: Sources = new Map();
			const ends: RescoringEnd[] = [];
			let written = performance.now();
			const write = async () => {
				written = performance.now();
				await finishRescorings(db, ends.splice(0), now());
			};
			// As many at a time as there are threads, so that a new submission waits for one job at most.
			const worker = async () => {
				for (let claim = claims.pop(); claim && accepting; claim = claims.pop()) {
					ends.push(await rescore(services, sources, claim));
					if (performance.now() - written > WRITE_EVERY_MS) await write();
				}
			};
			await Promise.all(Array.from({ length: threads }, worker));
			await write();
			if (!accepting) return;
		}
	}

	function wake(): void {
		if (!accepting) return;
		again = true;
		running ??= (async () => {
			while (again && accepting) {
				again = false;
				await work();
			}
		})()
			.catch((error) => log.error({ error: String(error) }, 'rescoring failed'))
			.finally(() => {
				running = null;
				// Woken between the last look and this line.
				if (again) wake();
			});
	}

	async function reclaim(): Promise<void> {
		await releaseRescorings(db, (await listRescoringOwners(db)).filter(isDead));
	}

	function every(ms: number, action: () => unknown): void {
		const timer = setInterval(() => {
			Promise.resolve(action()).catch((error) =>
				log.error({ error: String(error) }, 'a rescorer timer failed'),
			);
		}, ms);
		timer.unref();
		timers.push(timer);
	}

	async function enter(): Promise<void> {
		if (accepting) return;
		owner.retire();
		owner = createOwner();
		accepting = true;
		await reclaim();
		every(POLL_MS, wake);
		every(LEASE_MS / 3, () => running && extendRescorings(db, owner.name, now() + LEASE_MS));
		wake();
	}

	let started = false;

	async function leave(): Promise<void> {
		accepting = false;
		for (const timer of timers.splice(0)) clearInterval(timer);
		if (running) await Promise.race([running, pause(PATIENCE_MS)]);
		await releaseRescorings(db, [owner.name]);
		owner.retire();
	}

	return {
		async start() {
			started = true;
			await enter();
		},
		async drain() {
			await enter();
			while (accepting && (await pendingRescorings(db)) > 0) {
				wake();
				await pause(20);
			}
			if (!started) await leave();
		},
		async stop() {
			started = false;
			if (accepting) await leave();
		},
		wake,
	};
}
