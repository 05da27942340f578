import { randomUUID } from 'node:crypto';
import {
	claimNext,
	extendLeases,
	listLeaseOwners,
	listWaiting,
	markQueued,
	pendingWork,
	releaseLeases,
} from '#db/queries/dispatch';
import type { Services } from '../services.ts';
import { createOwner, isDead } from './owner.ts';
import type { ScorerPool } from '#scorer/service/pool';
import type { ScoringQueue } from '../redis/queue.ts';
import { scoreClaim, type Claim } from './score-claim.ts';

export interface Dispatcher {
	/** Takes up what a dead process left, and from then on everything that comes in. */
	start(): Promise<void>;
	/** Scores everything there is and resolves when nothing is left, also of other processes. */
	drain(): Promise<void>;
	/** Takes up nothing more and waits for what is being scored. */
	stop(): Promise<void>;
	/** There may be something to do. */
	wake(): void;
}

interface Timing {
	leaseMs: number;
	/** How often to look for work that another process brought. */
	pollMs: number;
}

/** A queue delivers what comes in; a row that nobody took up after this long was lost by it. */
const LOST_AFTER_MS = 1000;
/** Longer than a queue should ever take while threads are free: then it is passed by. */
const STUCK_AFTER_MS = 5000;
/** Rows delivered again at a time. */
const MOST_SWEPT = 200;

/** At a shutdown, what takes longer than this is given back; the next start scores it. */
const PATIENCE_MS = 10_000;

const pause = (ms: number) => new Promise<void>((done) => setTimeout(done, ms));

/** Waits for work, but no longer than this. */
async function atMost(ms: number, work: Promise<unknown>): Promise<void> {
	let timer: NodeJS.Timeout | undefined;
	const enough = new Promise<void>((done) => {
		timer = setTimeout(done, ms);
	});
	await Promise.race([work, enough]);
	clearTimeout(timer);
}

/**
 * Hands submissions to the scorer's threads, one a thread. The rows are the queue: any number of
 * dispatchers, in any number of processes, may run on the same database. With a `queue`, rows are
 * taken up when it names them, and by looking only where it fails.
 */
export function createDispatcher(
	services: Services & { pool: ScorerPool },
	threads: number,
	{ leaseMs, pollMs }: Timing = { leaseMs: 15_000, pollMs: 1000 },
	queue?: ScoringQueue,
): Dispatcher {
	const { db, now, log, events } = services;
	let owner = createOwner();
	const running = new Set<Promise<void>>();
	let accepting = false;
	let started = false;
	let users = 0;
	let pumping: Promise<void> | null = null;
	let again = false;
	let endConsuming: (() => Promise<void>) | undefined;
	const timers: NodeJS.Timeout[] = [];

	async function claim(id?: string): Promise<Claim | undefined> {
		const lease = { token: randomUUID(), owner: owner.name, expiresAt: now() + leaseMs };
		const row = await claimNext(db, lease, now(), id);
		return row && { ...row, leaseToken: lease.token };
	}

	function run(row: Claim): Promise<void> {
		events.changed(row.id);
		const work = scoreClaim(services, row).finally(() => {
			running.delete(work);
			if (!queue?.ready()) wake();
		});
		running.add(work);
		return work;
	}

	/** Scores a row that the queue named; nothing where another has it. */
	async function take(id: string): Promise<void> {
		const row = accepting ? await claim(id) : undefined;
		if (row) await run(row);
	}

	/** Delivers again what the queue lost, and takes it up here where that does not help. */
	async function sweep(delivery: ScoringQueue): Promise<void> {
		const at = now();
		const since = delivery.ready() ? at - LOST_AFTER_MS : at;
		const rows = await listWaiting(db, { now: at, since, most: MOST_SWEPT });
		await delivery.deliver(rows);
		const stuck = rows.length > 0 && rows[0]!.createdAt <= at - STUCK_AFTER_MS;
		if (stuck || !delivery.ready()) await pump();
	}

	async function fillThreads(): Promise<void> {
		do {
			again = false;
			while (accepting && running.size < threads) {
				const row = await claim();
				if (!row) break;
				void run(row);
			}
			if (accepting && running.size >= threads) {
				for (const id of await markQueued(db)) events.changed(id);
			}
		} while (again && accepting);
	}

	/** One pump at a time; a wake-up in between makes it look once more. */
	function pump(): Promise<void> {
		again = true;
		pumping ??= fillThreads()
			.catch((error) => log.error({ error: String(error) }, 'could not look for submissions'))
			.finally(() => {
				pumping = null;
				// Woken between the last look and this line.
				if (again) wake();
			});
		return pumping;
	}

	function wake(): void {
		if (accepting) void pump();
	}

	async function reclaim(): Promise<void> {
		const dead = (await listLeaseOwners(db)).filter(isDead);
		for (const id of await releaseLeases(db, dead)) events.changed(id);
	}

	function every(ms: number, action: () => Promise<unknown>): void {
		const timer = setInterval(() => {
			action().catch((error) => log.error({ error: String(error) }, 'a dispatcher timer failed'));
		}, ms);
		timer.unref();
		timers.push(timer);
	}

	/** Begins with the first of those who want work done: `start`, and each `drain`. */
	async function enter(): Promise<void> {
		if (users++ > 0) return;
		owner.retire();
		owner = createOwner();
		accepting = true;
		await reclaim();
		every(pollMs, () => (queue ? sweep(queue) : pump()));
		every(leaseMs / 3, async () => {
			if (running.size) await extendLeases(db, owner.name, now() + leaseMs);
		});
		if (queue) endConsuming = await queue.consume(take, threads);
		else await pump();
	}

	/** Takes up nothing more. Leases are kept alive until what is running has ended. */
	async function finishRunning(wait: (work: Promise<unknown>) => Promise<unknown>): Promise<void> {
		accepting = false;
		await pumping;
		await wait(Promise.all([...running, endConsuming?.()]));
		endConsuming = undefined;
		for (const timer of timers.splice(0)) clearInterval(timer);
	}

	return {
		async start() {
			if (started) return;
			started = true;
			await enter();
		},
		async drain() {
			await enter();
			while (users > 0 && (await pendingWork(db)) > 0) {
				await (running.size ? atMost(50, Promise.all(running)) : pause(20));
				await pump();
			}
			if (users > 0 && --users === 0) await finishRunning((work) => work);
		},
		async stop() {
			users = 0;
			started = false;
			await finishRunning((work) => atMost(PATIENCE_MS, work));
			await releaseLeases(db, [owner.name]);
			owner.retire();
		},
		wake,
	};
}
