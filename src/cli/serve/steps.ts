/** Steps of a start, each on a line with what it did and how long it took. */
import { style } from '../style.ts';

const seconds = (ms: number) => `${(ms / 1000).toFixed(1)} s`;

/** Runs one step; `work` returns what is printed behind its name. */
export type Step = (name: string, work: () => Promise<string>) => Promise<void>;

/**
 * Numbers steps out of a total. The name is printed when a step begins, so that a long one is seen
 * to be under way; what it returns is printed behind it.
 */
export function createSteps(total: number, out: NodeJS.WriteStream = process.stdout): Step {
	let done = 0;
	return async (name, work) => {
		const started = performance.now();
		out.write(`${style.dim(`${++done}/${total}`)} ${name} … `);
		try {
			const result = await work();
			out.write(`${result} ${style.dim(seconds(performance.now() - started))}\n`);
		} catch (error) {
			out.write(`${style.bad('failed')}\n`);
			throw error;
		}
	};
}
