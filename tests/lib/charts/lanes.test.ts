import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { layLanes, textWidth, type LaneItem, shortName } from '#lib/charts/lanes';

const boxOf = (item: LaneItem, side: 'left' | 'right', plot: number) => {
	const x = (item.at / 100) * plot;
	return side === 'right' ? [x, x + item.width] : [x - item.width, x];
};

describe('names above lines', () => {
	it('needs one lane for names that are far apart', () => {
		const places = layLanes(
			[
				{ at: 5, width: 60 },
				{ at: 60, width: 60 },
			],
			360,
		);
		expect(places).toEqual([
			{ lane: 0, side: 'right' },
			{ lane: 0, side: 'right' },
		]);
	});

	it('puts a name left of its line where the plot ends', () => {
		expect(layLanes([{ at: 99, width: 80 }], 360)[0]?.side).toBe('left');
	});

	it('stairs up to the left, so that no line runs through a name', () => {
		const lanes = layLanes(
			[
				{ at: 40, width: textWidth('Random') },
				{ at: 43, width: textWidth('Prevalence') },
				{ at: 50, width: textWidth('Metadata only') },
			],
			360,
		).map(({ lane }) => lane);
		expect(lanes).toEqual([2, 1, 0]);
	});

	it('ends for equal values too, and never covers a name with another', () => {
		const item = fc.record({
			at: fc.oneof(fc.constant(50), fc.double({ min: 0, max: 100, noNaN: true })),
			width: fc.integer({ min: 10, max: 200 }),
		});
		fc.assert(
			fc.property(fc.array(item, { maxLength: 12 }), (items) => {
				const places = layLanes(items, 360);
				expect(places).toHaveLength(items.length);
				for (let i = 0; i < items.length; i++)
					for (let j = 0; j < i; j++) {
						if (places[i]!.lane !== places[j]!.lane) continue;
						const [a, b] = boxOf(items[i]!, places[i]!.side, 360);
						const [c, d] = boxOf(items[j]!, places[j]!.side, 360);
						expect(a! >= d! || c! >= b!).toBe(true);
					}
			}),
		);
	});
});

describe('names at lines', () => {
	it.each([
		['Small network', 'Small network'],
		['Xception features, logistic regression', 'Xception features'],
		['A network with a name that never ends', 'A network with a name…'],
	])('%s', (name, shown) => {
		expect(shortName(name)).toBe(shown);
		expect(shown.length).toBeLessThanOrEqual(22);
	});
});
