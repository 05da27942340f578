/** Steps of a start, each on a line with what it did and how long it took. */
import { style } from '../style.ts';

const seconds = (ms: number) => `${(ms / 1000).toFixed(1)} s`;

/**
 * Numbers steps out of a total. The name is printed when a step begins, so that a long one is seen
 * to be under way; what it returns is printed behind it.
 */
export function createSteps(total: number) {
	let done = 0;
	return async function step(name: string, work: () => Promise<string>): Promise<void> {
		const started = performance.now();
		process.stdout.write(`${style.dim(`${++done}/${total}`)} ${name} … `);
		try {
			const result = await work();
			process.stdout.write(`${result} ${style.dim(seconds(performance.now() - started))}\n`);
		} catch (error) {
			process.stdout.write(`${style.bad('failed')}\n`);
			throw error;
		}
	};
}
