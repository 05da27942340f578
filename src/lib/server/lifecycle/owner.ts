/** Who holds a lease: `host:pid:instance`, so that a restart can tell which holders are dead. */
import { randomUUID } from 'node:crypto';
import { hostname } from 'node:os';

/** Dispatchers of this process, also across several copies of this module. */
const key = Symbol.for('holdout.lease-owners');
const registry = globalThis as unknown as { [key]?: Set<string> };
const living = (registry[key] ??= new Set());

export function createOwner(): { name: string; retire: () => void } {
	const name = `${hostname()}:${process.pid}:${randomUUID()}`;
	living.add(name);
	return { name, retire: () => void living.delete(name) };
}

function processLives(pid: number): boolean {
	try {
		process.kill(pid, 0);
		return true;
	} catch (error) {
		return (error as NodeJS.ErrnoException).code === 'EPERM';
	}
}

/**
 * Is the holder certainly gone? Only of this machine's processes can that be known. Where it cannot,
 * or where another program has taken the number, the lease runs out by itself.
 */
export function isDead(owner: string): boolean {
	const [host, pid] = owner.split(':');
	if (host !== hostname()) return false;
	if (Number(pid) === process.pid) return !living.has(owner);
	return !processLives(Number(pid));
}
