/** Lets at most `limit` tasks run at once; the others wait in order. */
export function createGate(limit: number): <T>(task: () => Promise<T>) => Promise<T> {
	const waiting: (() => void)[] = [];
	let running = 0;
	return async (task) => {
		if (running >= limit) await new Promise<void>((resume) => waiting.push(resume));
		// A task that ends hands its place on, so that nobody slips in between.
		else running++;
		try {
			return await task();
		} finally {
			const next = waiting.shift();
			if (next) next();
			else running--;
		}
	};
}
