/** Limited-memory BFGS (Liu & Nocedal 1989; Nocedal & Wright 2006, algorithms 7.4, 7.5 and 3.5). */

/** Writes the gradient at w and returns the value. */
export type Objective = (w: Float64Array, gradient: Float64Array) => number;

export interface MinimiseOptions {
	/** Done when no entry of the gradient is larger. */
	tolerance: number;
	maxIterations: number;
	onIteration?(iteration: number): void;
}

export interface Minimum {
	w: Float64Array;
	value: number;
	iterations: number;
	converged: boolean;
}

/** Steps remembered. */
const MEMORY = 10;
/** Armijo and curvature constants of the strong Wolfe conditions. */
const ENOUGH = 1e-4;
const FLAT = 0.9;
const MAX_TRIALS = 30;

function dot(a: Float64Array, b: Float64Array): number {
	let sum = 0;
	for (let i = 0; i < a.length; i++) sum += a[i]! * b[i]!;
	return sum;
}

const largest = (a: Float64Array) => a.reduce((most, v) => Math.max(most, Math.abs(v)), 0);

interface Pair {
	s: Float64Array;
	y: Float64Array;
	rho: number;
}

/** −H g, by the two-loop recursion. */
function direction(gradient: Float64Array, pairs: readonly Pair[]): Float64Array {
	const q = gradient.map((v) => -v);
	const alphas: number[] = [];
	for (const { s, y, rho } of [...pairs].reverse()) {
		const alpha = rho * dot(s, q);
		alphas.push(alpha);
		for (let i = 0; i < q.length; i++) q[i]! -= alpha * y[i]!;
	}
	const last = pairs.at(-1);
	if (last) {
		const scale = 1 / (last.rho * dot(last.y, last.y));
		for (let i = 0; i < q.length; i++) q[i]! *= scale;
	}
	for (const { s, y, rho } of pairs) {
		const beta = rho * dot(y, q);
		const alpha = alphas.pop()!;
		for (let i = 0; i < q.length; i++) q[i]! += (alpha - beta) * s[i]!;
	}
	return q;
}

/** Minimises a smooth function from `start`, which is left as it is. */
export function minimise(
	objective: Objective,
	start: Float64Array,
	options: MinimiseOptions,
): Minimum {
	const { tolerance, maxIterations, onIteration } = options;
	let w = start.slice();
	let gradient = new Float64Array(w.length);
	let value = objective(w, gradient);
	const pairs: Pair[] = [];
	for (let iteration = 0; ; iteration++) {
		const converged = largest(gradient) <= tolerance;
		if (converged || iteration === maxIterations)
			return { w, value, iterations: iteration, converged };
		onIteration?.(iteration);
		const p = direction(gradient, pairs);
		const slope = dot(gradient, p);
		const first = pairs.length ? 1 : Math.min(1, 1 / Math.sqrt(dot(gradient, gradient)));
		// Bisection between a step too long and one too short (weak Wolfe; Lewis & Overton 2013).
		let [low, high, step] = [0, Infinity, first];
		const next = new Float64Array(w.length);
		const nextGradient = new Float64Array(w.length);
		let nextValue = value;
		let found = false;
		for (let trial = 0; trial < MAX_TRIALS; trial++) {
			for (let i = 0; i < w.length; i++) next[i] = w[i]! + step * p[i]!;
			nextValue = objective(next, nextGradient);
			if (!(nextValue <= value + ENOUGH * step * slope)) high = step;
			else if (dot(nextGradient, p) < FLAT * slope) low = step;
			else {
				found = true;
				break;
			}
			step = high === Infinity ? 2 * low : (low + high) / 2;
		}
		// No step improves any more: as near as rounding allows.
		if (!found && !(nextValue < value))
			return { w, value, iterations: iteration, converged: false };
		const s = next.map((v, i) => v - w[i]!);
		const y = nextGradient.map((v, i) => v - gradient[i]!);
		const curvature = dot(s, y);
		if (curvature > 1e-300) {
			pairs.push({ s, y, rho: 1 / curvature });
			if (pairs.length > MEMORY) pairs.shift();
		}
		[w, gradient, value] = [next, nextGradient, nextValue];
	}
}
