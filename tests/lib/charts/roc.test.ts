import { describe, expect, it } from 'vitest';
import { nameCurves, onRay, sensitivityAt } from '#lib/charts/roc';

const CHANCE = { fpr: [0, 1], tpr: [0, 1] };
const PERFECT = { fpr: [0, 0, 1], tpr: [0, 1, 1] };
const STEPS = { fpr: [0, 0, 0.1, 0.1, 1], tpr: [0, 0.5, 0.5, 0.8, 1] };

describe('reading a ROC curve', () => {
	it('gives chance its complement and a perfect curve everything', () => {
		expect(sensitivityAt(CHANCE, 0.9)).toBeCloseTo(0.1, 12);
		expect(sensitivityAt(PERFECT, 0.95)).toBe(1);
	});

	it('takes the upper end where the curve rises at that rate', () => {
		expect(sensitivityAt(STEPS, 0.9)).toBeCloseTo(0.8, 12);
		expect(sensitivityAt(STEPS, 0.95)).toBeCloseTo(0.5, 12);
	});

	it('says nothing of an empty curve', () => {
		expect(sensitivityAt({ fpr: [], tpr: [] }, 0.9)).toBeNull();
	});
});

describe('naming curves', () => {
	it('meets the diagonal in the middle on the ray of 45 degrees', () => {
		const { x, y } = onRay(CHANCE, Math.PI / 4);
		expect(x).toBeCloseTo(0.5, 12);
		expect(y).toBeCloseTo(0.5, 12);
	});

	it('names the best from the steepest ray, below every curve and the diagonal', () => {
		const [weak, strong] = nameCurves([
			{ curve: STEPS, auroc: 0.84 },
			{ curve: PERFECT, auroc: 1 },
		]);
		expect(strong!.anchor.y).toBeGreaterThan(weak!.anchor.y);
		for (const { anchor } of [weak!, strong!]) expect(anchor.y).toBeLessThan(anchor.x);
	});
});
