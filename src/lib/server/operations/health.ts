/** What load balancers and supervisors ask. */
import { sql } from 'drizzle-orm';
import type { Services } from '../services.ts';

/** A database that takes longer is as good as away. */
const PATIENCE_MS = 2000;

export interface Health {
	/** Can this process do its work? Never rejects. */
	ready(): Promise<boolean>;
	/** From now on it is not ready: it is about to end. */
	leave(): void;
}

export function createHealth({ db, log }: Pick<Services, 'db' | 'log'>): Health {
	let leaving = false;
	return {
		leave: () => void (leaving = true),
		async ready() {
			if (leaving) return false;
			let timer: NodeJS.Timeout | undefined;
			const late = new Promise<never>((_, fail) => {
				timer = setTimeout(() => fail(new Error('the database does not answer')), PATIENCE_MS);
			});
			try {
				await Promise.race([db.get(sql`SELECT 1`), late]);
				return true;
			} catch (error) {
				log.warn({ reason: String(error) }, 'not ready');
				return false;
			} finally {
				clearTimeout(timer);
			}
		},
	};
}

/** Answers `/healthz` and `/readyz`; null is any other address. */
export async function probe(
	health: Health,
	path: string | undefined,
): Promise<{ status: number; body: string } | null> {
	const name = path?.split('?')[0];
	if (name === '/healthz') return { status: 200, body: 'ok\n' };
	if (name !== '/readyz') return null;
	return (await health.ready())
		? { status: 200, body: 'ready\n' }
		: { status: 503, body: 'not ready\n' };
}
