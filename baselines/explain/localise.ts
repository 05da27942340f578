/** Whether heat maps lie where findings truly are: a measurement, where the truth is known. */
import { effectiveInterval } from './rate-interval.ts';
import type { Localisation } from '../cards/schema.ts';

export interface Located {
	finding: string;
	patient: string;
	/** Of one image, row by row, `size` × `size`. */
	heat: Float32Array;
	/** 1 where the finding is. */
	mask: Uint8Array;
}

interface Measured {
	finding: string;
	patient: string;
	hit: boolean;
	energy: number;
	area: number;
}

const mean = (values: readonly number[]) =>
	values.length ? values.reduce((sum, v) => sum + v, 0) / values.length : 0;

/** Pointing game (Zhang et al. 2018) and energy inside (Wang et al. 2020) of one heat map. */
export function measure({ finding, patient, heat, mask }: Located): Measured {
	let [highest, inside, all, area] = [0, 0, 0, 0];
	for (let i = 0; i < heat.length; i++) {
		if (heat[i]! > heat[highest]!) highest = i;
		all += heat[i]!;
		if (!mask[i]) continue;
		inside += heat[i]!;
		area++;
	}
	const share = area / heat.length;
	// A map without heat points nowhere: it misses, and its energy is that of an even one.
	if (all === 0) return { finding, patient, hit: false, energy: share, area: share };
	return { finding, patient, hit: mask[highest] === 1, energy: inside / all, area: share };
}

/** Share of the masks that the best fixed point lies in: what can be reached without looking. */
function bestFixedPoint(masks: readonly Uint8Array[]): number {
	if (!masks.length) return 0;
	const counts = new Uint32Array(masks[0]!.length);
	for (const mask of masks) for (let i = 0; i < mask.length; i++) counts[i]! += mask[i]!;
	return counts.reduce((most, n) => Math.max(most, n), 0) / masks.length;
}

export function scoreLocalisation(located: readonly Located[]): Localisation {
	const measured = located.map(measure);
	const of = (rows: readonly number[]) => {
		const own = rows.map((k) => measured[k]!);
		return {
			regions: own.length,
			hit_rate: mean(own.map(({ hit }) => Number(hit))),
			energy_inside: mean(own.map(({ energy }) => energy)),
			area: mean(own.map(({ area }) => area)),
			prior_hit_rate: bestFixedPoint(rows.map((k) => located[k]!.mask)),
		};
	};
	const findings = [...new Set(located.map(({ finding }) => finding))];
	const labels = Object.fromEntries(
		findings.map((finding) => [
			finding,
			of(located.flatMap((one, k) => (one.finding === finding ? [k] : []))),
		]),
	);
	const whole = of(located.map((_, k) => k));
	const priors = Object.values(labels);
	return {
		...whole,
		hit_rate_interval: effectiveInterval(
			measured.map(({ hit, patient }) => ({ hit, group: patient })),
		),
		// The best point of each finding: a finding is named before anyone points.
		prior_hit_rate: mean(priors.flatMap((p) => Array<number>(p.regions).fill(p.prior_hit_rate))),
		labels,
	};
}
