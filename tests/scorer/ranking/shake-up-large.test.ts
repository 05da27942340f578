/** Large boards are simulated within bounds, and what chance does to them stays what it was. */
import { expect, it } from 'vitest';
import { sketch } from '#scorer/ranking/noise';
import { planOf, shakeUp, type ShakeUpEntry } from '#scorer/ranking/shake-up';
import { Random } from '#scorer/stats/random';

function board(entries: number, units: number): ShakeUpEntry[] {
	const random = new Random(4);
	const draw = () => random.uint32() / 2 ** 32 - 0.5;
	const common = Array.from({ length: units }, draw);
	const evidence = () => {
		const values = Float32Array.from(common, (shared) => (2 * (shared + draw())) / units);
		return { kind: 'influence' as const, score: 0, se: 0.01, df: units, values };
	};
	return Array.from({ length: entries }, () => ({
		...{ publicScore: 0.8 + draw() / 50, privateScore: 0.8 + draw() / 50 },
		...{ publicEvidence: evidence(), privateEvidence: evidence() },
	}));
}

it('draws fewer boards, of sketches, the more there is to draw', () => {
	expect(planOf(50, 4000)).toEqual({ draws: 1000, buckets: null });
	expect(planOf(1000, 4000)).toEqual({ draws: 1000, buckets: 512 });
	expect(planOf(10_000, 10_000)).toEqual({ draws: 195, buckets: 512 });
	expect(planOf(1_000_000, 10_000).draws).toBe(100);
});

it('a sketch moves a board as far as the whole evidence does', () => {
	const entries = board(80, 4000);
	const small = entries.map((entry) => ({
		...entry,
		publicEvidence: sketch(entry.publicEvidence!, 512, 1),
		privateEvidence: sketch(entry.privateEvidence!, 512, 2),
	}));
	const of = (given: ShakeUpEntry[]) => shakeUp(given, { higherIsBetter: true, draws: 400 });
	const [whole, sketched] = [of(entries), of(small)];
	expect(small[0]!.publicEvidence.values).toHaveLength(512);
	expect(sketched.plan).toEqual({ draws: 400, buckets: null });
	const relative = sketched.expectedMovement!.mean / whole.expectedMovement!.mean;
	expect(Math.abs(relative - 1)).toBeLessThan(0.03);
});
