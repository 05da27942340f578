/**
 * 100,000 mutated files: none throws or hangs, none is refused with other words than papaparse
 * leads to, and none is scored differently from papaparse plus a plain scorer.
 *
 * HOLDOUT_FUZZ_SEED=n starts elsewhere, HOLDOUT_FUZZ_FILES=n makes it longer.
 */
import { describe, expect, it } from 'vitest';
import { checkFile, FORMATS } from './check.ts';
import { mutatedFile } from './mutate.ts';
import { randomOf } from './random.ts';

const SEED = Number(process.env.HOLDOUT_FUZZ_SEED ?? 1);
const FILES = Number(process.env.HOLDOUT_FUZZ_FILES ?? 100_000);
/** A file of a kilobyte takes a fraction of a millisecond. */
const HANG_MS = 5_000;

/** What to show of a file so that it can be made again. */
const shown = (bytes: Uint8Array) =>
	`${JSON.stringify(new TextDecoder('latin1').decode(bytes))}\nbase64 ${Buffer.from(bytes).toString('base64')}`;

function attempt(seed: number): { accepted: boolean; compared: boolean } {
	const random = randomOf(seed);
	const format = FORMATS[[0, 0, 0, 1, 2][seed % 5]!]!;
	const bytes = mutatedFile(random, format.task === 'multiclass');
	const start = performance.now();
	let fault: string | null;
	try {
		const outcome = checkFile(bytes, format);
		fault = outcome.fault;
		if (fault === null && performance.now() - start < HANG_MS) return outcome;
	} catch (error) {
		fault = error instanceof Error ? (error.stack ?? error.message) : String(error);
	}
	const took = `${Math.round(performance.now() - start)} ms`;
	throw new Error(
		`Seed ${seed} (${format.task}, ${took}): ${fault ?? 'too slow'}\n${shown(bytes)}`,
	);
}

describe('mutated files', () => {
	it(`${FILES.toLocaleString('en-US')} are read and scored as papaparse and a plain scorer do, from seed ${SEED}`, () => {
		let accepted = 0;
		let compared = 0;
		for (let i = 0; i < FILES; i++) {
			const outcome = attempt(SEED + i);
			if (outcome.accepted) accepted++;
			if (outcome.compared) compared++;
		}
		// Mutations that leave nothing to score would prove little, and so would none that is refused.
		expect(accepted).toBeGreaterThan(0.2 * FILES);
		expect(accepted).toBeLessThan(0.8 * FILES);
		expect(compared).toBeGreaterThan(0.15 * FILES);
	}, 300_000);
});
