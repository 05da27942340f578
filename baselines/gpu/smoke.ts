/** Whether a device computes what the processor computes: losses of three training steps. */
import type { NetworkRecipe } from '../recipes/types.ts';
import { networks, startNetwork } from './networks.ts';
import reference from './reference-losses.json' with { type: 'json' };

/** Losses may differ by this share. */
export const TOLERANCE = 1e-3;
export const STEPS = 3;

/**
 * No less than Xception can read. `small`, an eighth as wide, is short enough for plain JavaScript, which
 * its expected losses come from; those of `usual` come from WebAssembly, as plain JavaScript takes hours.
 */
export const SMOKE_SIZES = {
	usual: { size: 72, images: 8, width: 1 },
	small: { size: 72, images: 2, width: 1 / 8 },
} as const;
export type SmokeSize = keyof typeof SMOKE_SIZES;

export interface SmokeResult {
	network: string;
	/** Before each step. */
	losses: number[];
	/** The same from the processor. */
	expected: number[];
	/** Largest difference, as a share of the loss. */
	difference: number;
	ok: boolean;
	seconds: number;
}

/** Losses before each of three steps of a network with all its layers trained. */
export async function stepLosses(recipe: NetworkRecipe, smoke: SmokeSize): Promise<number[]> {
	const run = startNetwork(recipe, SMOKE_SIZES[smoke]);
	try {
		const losses: number[] = [];
		for (let k = 0; k < STEPS; k++) {
			const loss = run.step();
			losses.push((await loss.data())[0]!);
			loss.dispose();
		}
		return losses;
	} finally {
		run.dispose();
	}
}

/** One network on the backend that TensorFlow.js computes on now. */
export async function smokeTest(recipe: NetworkRecipe, smoke: SmokeSize): Promise<SmokeResult> {
	const expected = (reference[smoke] as Record<string, number[]>)[recipe.id]!;
	const started = performance.now();
	const losses = await stepLosses(recipe, smoke);
	const difference = Math.max(...losses.map((loss, k) => Math.abs(loss / expected[k]! - 1)));
	return {
		...{ network: recipe.id, losses, expected, difference },
		ok: difference <= TOLERANCE,
		seconds: (performance.now() - started) / 1000,
	};
}

export { networks };
