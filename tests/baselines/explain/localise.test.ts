import sharp from 'sharp';
import { describe, expect, it } from 'vitest';
import { measure, scoreLocalisation, type Located } from '#baselines/explain/localise';
import { drawOverlay, OVERLAY_SIZE } from '#baselines/explain/overlay';
import { viridis } from '#baselines/explain/colours';
import { drawPhantom } from '#baselines/phantoms/index';

const mask = Uint8Array.of(0, 1, 1, 0);
const located = (heat: number[], patient = 'a', finding = 'Mass', own = mask): Located => ({
	...{ finding, patient, heat: Float32Array.from(heat), mask: own },
});

describe('how well heat lies on the truth', () => {
	it('perfect heat hits with all its energy', () => {
		expect(measure(located([0, 1, 0.5, 0]))).toMatchObject({ hit: true, energy: 1, area: 0.5 });
	});
	it('heat elsewhere misses with none', () => {
		expect(measure(located([1, 0, 0, 0.2]))).toMatchObject({ hit: false, energy: 0 });
	});
	it('even heat has the energy of its area; no heat at all points nowhere', () => {
		expect(measure(located([1, 1, 1, 1])).energy).toBe(0.5);
		expect(measure(located([0, 0, 0, 0]))).toMatchObject({ hit: false, energy: 0.5 });
	});
	it('is summed up by finding, with an interval and beside the best fixed point', () => {
		const other = Uint8Array.of(0, 0, 1, 0);
		const score = scoreLocalisation([
			located([0, 1, 0, 0]),
			located([1, 0, 0, 0], 'b'),
			located([0, 0, 1, 0], 'c', 'Nodule', other),
			located([0, 0, 1, 0], 'd', 'Nodule', mask),
		]);
		expect(score).toMatchObject({ regions: 4, hit_rate: 0.75, area: 0.4375 });
		expect(score.labels.Nodule).toMatchObject({ regions: 2, hit_rate: 1, prior_hit_rate: 1 });
		const [lo, hi] = score.hit_rate_interval!;
		expect(lo).toBeGreaterThan(0.2);
		expect(hi).toBeLessThan(1);
	});
	it('many images of one patient make the interval wider than as many of different ones', () => {
		const hits = (patient: (k: number) => string) =>
			scoreLocalisation(
				Array.from({ length: 40 }, (_, k) =>
					located(Math.floor(k / 10) % 2 ? [0, 1, 0, 0] : [1, 0, 0, 0], patient(k)),
				),
			).hit_rate_interval!;
		const width = ([lo, hi]: readonly number[]) => hi! - lo!;
		expect(width(hits((k) => String(Math.floor(k / 10))))).toBeGreaterThan(width(hits(String)));
	});
});

describe('the picture', () => {
	it('is a small WebP of the image beside the image under its heat', async () => {
		const { pixels, size, regions } = drawPhantom({ seed: 2, patient: 4, index: 0, size: 128 });
		const heat = Float32Array.from(pixels, (_, i) => (i % size) / size);
		const boxes = Object.values(regions).flatMap((region) => region.boxes);
		const bytes = await drawOverlay({ grey: pixels, heat, size, boxes });
		expect(bytes.length).toBeLessThan(20_000);
		const { data, info } = await sharp(bytes).raw().toBuffer({ resolveWithObject: true });
		expect([info.width, info.height]).toEqual([OVERLAY_SIZE.width, OVERLAY_SIZE.height]);
		// The left half is grey, the right edge of the right half yellow.
		const at = (x: number, y: number) => [
			...data.subarray(3 * (y * info.width + x), 3 * (y * info.width + x) + 3),
		];
		const [r, g, b] = at(info.width - 3, 110) as [number, number, number];
		expect(r - b).toBeGreaterThan(60);
		expect(g - b).toBeGreaterThan(60);
	});
	it('has the ends of viridis', () => {
		expect(viridis(0)).toEqual([68, 1, 84]);
		expect(viridis(1)).toEqual([253, 231, 37]);
	});
});
