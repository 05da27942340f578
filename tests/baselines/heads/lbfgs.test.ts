import { expect, it } from 'vitest';
import { minimise } from '#baselines/heads/lbfgs';

it('finds the minimum of the Rosenbrock function', () => {
	const rosenbrock = (w: Float64Array, g: Float64Array) => {
		const [a, b] = [1 - w[0]!, w[1]! - w[0]! ** 2];
		g[0] = -2 * a - 400 * w[0]! * b;
		g[1] = 200 * b;
		return a * a + 100 * b * b;
	};
	const { w, converged } = minimise(rosenbrock, Float64Array.of(-1.2, 1), {
		tolerance: 1e-10,
		maxIterations: 200,
	});
	expect(converged).toBe(true);
	expect(w[0]).toBeCloseTo(1, 9);
	expect(w[1]).toBeCloseTo(1, 9);
});

it('stops at the last iteration allowed, and says so', () => {
	const bowl = (w: Float64Array, g: Float64Array) => {
		let value = 0;
		for (let i = 0; i < w.length; i++) {
			g[i] = 2 * (i + 1) * (w[i]! - i);
			value += (i + 1) * (w[i]! - i) ** 2;
		}
		return value;
	};
	const start = new Float64Array(20);
	const early = minimise(bowl, start, { tolerance: 1e-12, maxIterations: 2 });
	expect(early).toMatchObject({ iterations: 2, converged: false });
	expect([...start]).toEqual(Array(20).fill(0));
	expect(minimise(bowl, start, { tolerance: 1e-9, maxIterations: 200 }).converged).toBe(true);
});
