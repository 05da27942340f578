/** Figures for Prometheus. The library is loaded only where somebody asked for them. */
import { sql } from 'drizzle-orm';
import { STATUSES, submissions } from '#db/schema/submissions';
import type { Services } from '../services.ts';

export interface Metrics {
	contentType: string;
	/** The present figures, as Prometheus reads them. */
	text(): Promise<string>;
	/** An answer has left. */
	answered(request: { method: string; path: string; status: number; seconds: number }): void;
}

/** Paths are many and may name people's things; what kind of request it was is enough. */
const kindOf = (path: string) =>
	path.startsWith('/api/') ? 'api' : path.startsWith('/_app/') ? 'asset' : 'page';

const SECONDS = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10];

export async function createMetrics({
	db,
	events,
	now,
}: Pick<Services, 'db' | 'events' | 'now'>): Promise<Metrics> {
	const { collectDefaultMetrics, Gauge, Histogram, Registry } = await import('prom-client');
	const registry = new Registry();
	const registers = [registry];
	collectDefaultMetrics({ register: registry });
	const requests = new Histogram({
		name: 'holdout_request_seconds',
		help: 'Seconds from the first byte of a request to the last of its answer',
		labelNames: ['kind', 'method', 'status'],
		buckets: SECONDS,
		registers,
	});
	new Gauge({
		name: 'holdout_submissions',
		help: 'Submissions by status, of all processes',
		labelNames: ['status'],
		registers,
		async collect() {
			const rows = await db
				.select({ status: submissions.status, n: sql<number>`count(*)` })
				.from(submissions)
				.groupBy(submissions.status);
			for (const status of STATUSES) {
				this.set({ status }, rows.find((row) => row.status === status)?.n ?? 0);
			}
		},
	});
	new Gauge({
		name: 'holdout_oldest_waiting_seconds',
		help: 'Age of the oldest submission that nobody has taken up; 0 without one',
		registers,
		async collect() {
			const [row] = await db
				.select({ at: sql<number | null>`min(${submissions.createdAt})` })
				.from(submissions)
				.where(sql`${submissions.status} IN ('received', 'queued')`);
			this.set(row?.at ? Math.max(0, now() - row.at) / 1000 : 0);
		},
	});
	new Gauge({
		name: 'holdout_event_streams',
		help: 'Open event streams of this process',
		registers,
		collect() {
			this.set(events.count());
		},
	});
	return {
		contentType: registry.contentType,
		text: () => registry.metrics(),
		answered({ method, path, status, seconds }) {
			const labels = { kind: kindOf(path), method, status: `${Math.floor(status / 100)}xx` };
			requests.observe(labels, seconds);
		},
	};
}
