import { beforeAll, describe, expect, it } from 'vitest';
import { wasm } from '#baselines/backends/wasm';
import { architectures, type Convention } from '#baselines/models/index';
import { smallCnn } from '#baselines/training/network/small-cnn';
import { trainSteps } from './train-steps.ts';

beforeAll(async () => {
	await wasm.start();
});

const editions = [...architectures, smallCnn].flatMap((architecture) =>
	(Object.keys(architecture.editions) as Convention[]).map(
		(convention) => [architecture.id, convention, architecture] as const,
	),
);

describe('every architecture trains on WASM', () => {
	it.each(editions)('%s %s, an eighth as wide', async (_id, convention, architecture) => {
		const { losses, moved, leaked } = await trainSteps(architecture, {
			convention,
			width: 1 / 8,
			steps: 8,
			rate: 1e-3,
		});
		expect(losses.every((loss) => Number.isFinite(loss) && loss > 0)).toBe(true);
		// Normalised over two images of a pixel each, single steps may miss.
		expect(Math.min(...losses.slice(1))).toBeLessThan(losses[0]!);
		expect(moved).toBe(true);
		expect(leaked).toBe(0);
	});

	const defaults = editions.filter(([id], index) => editions[index - 1]?.[0] !== id);
	it.each(defaults)('%s %s, as published', { timeout: 300_000 }, async (_id, convention, found) => {
		const { losses, moved } = await trainSteps(found, { convention, width: 1, steps: 1 });
		expect(losses.every((loss) => Number.isFinite(loss) && loss > 0)).toBe(true);
		expect(moved).toBe(true);
	});
});
