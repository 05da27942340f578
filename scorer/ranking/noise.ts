/** What chance does to the scores of a board, all of them together: they were measured on the same rows. */
import { Random } from '../stats/random.ts';
import type { Evidence } from '../types.ts';

/** Standard normal numbers in pairs (Box and Muller 1958). */
function fillNormal(out: Float64Array, random: Random): void {
	for (let i = 0; i < out.length; i += 2) {
		const radius = Math.sqrt(-2 * Math.log((random.uint32() + 1) / 2 ** 32));
		const angle = 2 * Math.PI * (random.uint32() / 2 ** 32);
		out[i] = radius * Math.cos(angle);
		if (i + 1 < out.length) out[i + 1] = radius * Math.sin(angle);
	}
}

/** One number per unit whose product with normal multipliers has the spread of the score. */
function influences({ kind, values }: Evidence): Float64Array {
	if (kind === 'influence') return Float64Array.from(values);
	const known = values.filter((value) => !Number.isNaN(value));
	const mean = known.reduce((sum, value) => sum + value, 0) / known.length;
	// A share of rows is a mean; replicates are deviations that a draw picks one of.
	const scale = kind === 'hits' ? 1 / known.length : 1;
	return Float64Array.from(values, (value) => (Number.isNaN(value) ? 0 : (value - mean) * scale));
}

/**
 * Evidence in fewer numbers: each unit is added, with a random sign, to one of some buckets (count
 * sketch; Charikar, Chen and Farach-Colton 2004). Products of two sketches are those of the whole in
 * the mean, with a relative error of about the root of 2 / buckets, so that errors of boards keep
 * their spread and what they have in common. Replicates are few, and stay.
 * @param seed the same for all entries of a board
 */
export function sketch(evidence: Evidence, buckets: number, seed: number): Evidence {
	if (evidence.kind === 'replicates' || evidence.values.length <= buckets) return evidence;
	const random = new Random(seed);
	const values = new Float32Array(buckets);
	for (const value of influences(evidence)) {
		const draw = random.uint32();
		values[(draw >>> 1) % buckets]! += draw & 1 ? value : -value;
	}
	return { ...evidence, kind: 'influence', values };
}

/** Draws the errors of all scores at once; errors of similar submissions are alike. */
export class BoardNoise {
	private readonly units: Float64Array[];
	private readonly multipliers: Float64Array;
	private readonly pick: boolean;

	/** @param evidence of one split, all of one kind and length */
	constructor(evidence: readonly Evidence[]) {
		this.units = evidence.map(influences);
		this.multipliers = new Float64Array(this.units[0]?.length ?? 0);
		this.pick = evidence[0]?.kind === 'replicates';
	}

	/** @returns one error per entry */
	draw(random: Random, out: Float64Array): Float64Array {
		if (this.pick) {
			const replicate = random.uint32() % Math.max(1, this.multipliers.length);
			this.units.forEach((unit, i) => (out[i] = unit[replicate] ?? 0));
			return out;
		}
		fillNormal(this.multipliers, random);
		const g = this.multipliers;
		this.units.forEach((unit, i) => {
			let sum = 0;
			for (let u = 0; u < g.length; u++) sum += g[u]! * unit[u]!;
			out[i] = sum;
		});
		return out;
	}
}
