/** An address of its own for those who watch the process: metrics, and the two probes. */
import { createServer } from 'node:http';
import type { Holdout } from '#lib/server/holdout';
import { probe, type Health } from '#lib/server/operations/health';
import type { Metrics } from '#lib/server/operations/metrics';
import { listenFailure } from './preflight.ts';

export interface Operations {
	metrics: Metrics | null;
	close(): Promise<void>;
}

/** Listens where HOLDOUT_METRICS says; without it there are no metrics. */
export async function startOperations(holdout: Holdout, health: Health): Promise<Operations> {
	const address = holdout.config.metrics;
	if (!address) return { metrics: null, close: () => Promise.resolve() };
	const { createMetrics } = await import('#lib/server/operations/metrics');
	const metrics = await createMetrics(holdout);

	async function answer(path: string | undefined): Promise<{ status: number; body: string }> {
		const probed = await probe(health, path);
		if (probed) return probed;
		if (path !== '/metrics') return { status: 404, body: 'not found\n' };
		return { status: 200, body: await metrics.text() };
	}
	const server = createServer((req, res) => {
		answer(req.url).then(
			({ status, body }) =>
				res.writeHead(status, { 'content-type': metrics.contentType }).end(body),
			() => res.writeHead(503).end('the database cannot be reached\n'),
		);
	});
	await new Promise<void>((resolve, reject) => {
		const { host, port } = address;
		const url = `http://${host}:${port}`;
		server.once('error', (error) => reject(listenFailure(error, { ...address, url })));
		server.listen(port, host, resolve);
	});
	return {
		metrics,
		close: () =>
			new Promise((done) => {
				server.close(() => done());
				server.closeAllConnections();
			}),
	};
}
