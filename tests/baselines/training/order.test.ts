import { describe, expect, it } from 'vitest';
import { batchOf, epochOrder } from '#baselines/training/order';
import { isOutOfMemory, largestThatFits, outOfMemory } from '#baselines/training/out-of-memory';
import { chooseThresholds } from '#baselines/training/thresholds';
import { carveValidation } from '#baselines/training/run/images';

describe('order of an epoch', () => {
	it('holds every row as often as it should, and differs by epoch and seed alone', () => {
		const times = [1, 3, 0, 2];
		const order = epochOrder(times, 1, 0, 0);
		expect([...order].sort()).toEqual([0, 1, 1, 1, 3, 3]);
		const many = Array(50).fill(1);
		expect(epochOrder(many, 1, 0, 4)).toEqual(epochOrder(many, 1, 0, 4));
		expect(epochOrder(many, 1, 0, 5)).not.toEqual(epochOrder(many, 1, 0, 4));
		expect(epochOrder(many, 2, 0, 4)).not.toEqual(epochOrder(many, 1, 0, 4));
	});
	it('is cut into batches without overlap', () => {
		const order = epochOrder(Array(10).fill(1), 1);
		expect([...batchOf(order, 4, 0), ...batchOf(order, 4, 1), ...batchOf(order, 4, 2)]).toEqual([
			...order,
		]);
	});
});

describe('thresholds', () => {
	const y = [Uint8Array.of(0, 0, 1, 0, 1)];
	const scores = [Float64Array.of(0.1, 0.2, 0.3, 0.4, 0.9)];
	it('Youden: the highest sum of rates', () => {
		expect(chooseThresholds({ kind: 'youden' }, y, scores)).toEqual([0.3]);
	});
	it('the highest threshold with the sensitivity asked for', () => {
		expect(chooseThresholds({ kind: 'sensitivity', least: 0.5 }, y, scores)).toEqual([0.9]);
		expect(chooseThresholds({ kind: 'sensitivity', least: 0.6 }, y, scores)).toEqual([0.3]);
	});
	it('0.5 where there is one class only', () => {
		expect(chooseThresholds({ kind: 'youden' }, [new Uint8Array(5)], scores)).toEqual([0.5]);
	});
});

describe('memory', () => {
	it('tells what engines say about it from other errors', () => {
		let thrown: unknown;
		try {
			new Float32Array(2 ** 53);
		} catch (error) {
			thrown = error;
		}
		expect(isOutOfMemory(thrown)).toBe(true);
		expect(isOutOfMemory(new Error('Array buffer allocation failed'))).toBe(true);
		expect(isOutOfMemory(new Error('Argument x must be a tensor'))).toBe(false);
	});
	it('halves the batch until one fits, and says which', async () => {
		const tried: number[] = [];
		const fits = async (batch: number) => (tried.push(batch), batch <= 6);
		expect(await largestThatFits(64, fits)).toBe(4);
		expect(tried).toEqual([32, 16, 8, 4, 4]);
		expect(outOfMemory(64, 4, null).remedy).toContain('--batch 4');
		expect(await largestThatFits(8, async () => false)).toBe('none');
		expect(outOfMemory(8, 'none', null).remedy).toContain('--size');
	});
	it('says nothing of what would fit where WebAssembly trapped', async () => {
		// Halves of a module: the code section has one function that traps.
		const bytes = [0, 97, 115, 109, 1, 0, 0, 0, 1, 4, 1, 96, 0, 0, 3, 2, 1, 0];
		const body = [7, 5, 1, 1, 102, 0, 0, 10, 5, 1, 3, 0, 0, 11];
		const module = new WebAssembly.Module(Uint8Array.from([...bytes, ...body]));
		const trap = new WebAssembly.Instance(module).exports.f as () => void;
		const fits = async () => (trap(), true);
		expect(await largestThatFits(64, fits)).toBe('unknown');
		expect(outOfMemory(64, 'unknown', null).remedy).toMatch(/--batch 32, and with half of that/);
		expect(outOfMemory(1, 'unknown', null).remedy).toContain('--size');
	});
});

it('a validation split taken out of training images shares no patient with it', () => {
	const patients = Array.from({ length: 300 }, (_, k) => `p${k >> 1}`);
	const images = {
		...{ split: 'train' as const, ids: patients.map((_, k) => String(k)), patients, metadata: {} },
		...{
			yTrue: [new Uint8Array(300)],
			size: 1,
			pixels: Uint8Array.from(patients, (_, k) => k % 251),
		},
	};
	const { train, validation } = carveValidation(images, 3);
	expect(train.ids.length + validation!.ids.length).toBe(300);
	expect(validation!.ids.length).toBeGreaterThan(10);
	const held = new Set(validation!.patients);
	expect(train.patients.some((patient) => held.has(patient))).toBe(false);
	validation!.ids.forEach((id, k) => expect(validation!.pixels[k]).toBe(Number(id) % 251));
});
