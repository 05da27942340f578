/** The site of a start: the built one, or one from source that reloads. */
import type { Holdout } from '#lib/server/holdout';
import { createHealth, probe } from '#lib/server/operations/health';
import { createWebServer } from './http-server.ts';
import { startOperations } from './operations.ts';
import type { Address } from './preflight.ts';
import { built } from './root.ts';
import { loadWeb, setWebEnvironment } from './web.ts';

export interface Site {
	listen(address: Address): Promise<void>;
	close(): Promise<void>;
}

/** Serves build/web in this process. */
export async function startBuiltSite(root: string, holdout: Holdout): Promise<Site> {
	setWebEnvironment(holdout);
	const health = createHealth(holdout);
	const operations = await startOperations(holdout, health);
	const server = createWebServer(await loadWeb(built(root).handler), {
		probe: (path) => probe(health, path),
		leave: () => health.leave(),
		answered: operations.metrics?.answered,
	});
	return {
		listen: (address) => server.listen(address),
		async close() {
			await server.close();
			await operations.close();
		},
	};
}

/** Serves from source through Vite's development server, in this process. */
export async function startDevSite(root: string, holdout: Holdout): Promise<Site> {
	setWebEnvironment(holdout);
	// SvelteKit looks for its configuration in the working directory.
	process.chdir(root);
	const { createServer } = await import('vite');
	let close = async () => {};
	return {
		async listen({ host, port }) {
			const server = await createServer({
				root,
				server: {
					host,
					port,
					strictPort: true,
					watch: { ignored: [`${holdout.config.dataDir}/**`] },
				},
			});
			close = () => server.close();
			await server.listen();
		},
		close: () => close(),
	};
}
