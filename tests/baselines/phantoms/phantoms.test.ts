import { describe, expect, it } from 'vitest';
import {
	drawPhantom,
	drawPhantomWith,
	FINDING_NAMES,
	LABEL_NOISE,
	maskOfRuns,
	phantomSet,
	runLengths,
	type FindingName,
	type Phantom,
} from '#baselines/phantoms/index';
import { findings } from '#baselines/phantoms/findings/index';
import { crossingPatients } from '#baselines/data/split';

const SIZE = 64;
const mean = (values: ArrayLike<number>) =>
	Array.from(values).reduce((sum, v) => sum + v, 0) / values.length;

it('the same request gives the same phantom, whatever was drawn before', () => {
	const request = { seed: 1, patient: 12, index: 1, size: SIZE };
	const first = drawPhantom(request);
	drawPhantom({ ...request, patient: 13, size: 32 });
	expect(drawPhantom(request)).toEqual(first);
	expect(drawPhantom({ ...request, seed: 2 }).pixels).not.toEqual(first.pixels);
	expect(drawPhantom({ ...request, index: 0 }).pixels).not.toEqual(first.pixels);
});

it('every name has a finding, in the same order', () => {
	expect(findings.map(({ name }) => name)).toEqual([...FINDING_NAMES]);
});

it.each([64, 128, 256])(
	'at %i pixels: black beside the body, dark lungs, bright middle',
	(size) => {
		const { pixels } = drawPhantomWith({ seed: 3, patient: 4, index: 0, size }, []);
		expect(pixels).toHaveLength(size * size);
		const at = (x: number, y: number) => {
			const [column, row] = [Math.round(x * size), Math.round(y * size)];
			const block = [-1, 0, 1].flatMap((dy) =>
				[-1, 0, 1].map((dx) => pixels[(row + dy) * size + column + dx]!),
			);
			return mean(block);
		};
		const [corner, lung, middle, belly] = [
			at(0.04, 0.06),
			at(0.26, 0.42),
			at(0.5, 0.5),
			at(0.4, 0.95),
		];
		expect(corner).toBeLessThan(40);
		expect(lung).toBeGreaterThan(corner + 20);
		expect(middle).toBeGreaterThan(lung + 40);
		expect(belly).toBeGreaterThan(lung + 40);
	},
);

it('shows the same patient at every size', () => {
	const at = (size: number) => drawPhantomWith({ seed: 3, patient: 7, index: 0, size }, []).pixels;
	const large = at(256);
	const small = at(64);
	const shrunk = Array.from(small, (_, i) => {
		const [x, y] = [(i % 64) * 4, Math.floor(i / 64) * 4];
		return mean(Array.from({ length: 16 }, (_v, k) => large[(y + (k >> 2)) * 256 + x + (k & 3)]!));
	});
	const differences = shrunk.map((v, i) => Math.abs(v - small[i]!));
	expect(mean(differences)).toBeLessThan(6);
});

describe.each(FINDING_NAMES)('%s', (name) => {
	/** Twelve patients, with and without; the film's noise is the same in both. */
	const pairs = Array.from({ length: 12 }, (_, patient) => {
		const request = { seed: 11, patient, index: 0, size: SIZE };
		return { without: drawPhantomWith(request, []), shown: drawPhantomWith(request, [name]) };
	});

	it('has a region inside the image, with boxes just around it', () => {
		for (const { shown } of pairs) {
			const { mask, boxes } = shown.regions[name]!;
			const marked = [...mask.keys()].filter((i) => mask[i]);
			expect(marked.length).toBeGreaterThan(0);
			expect(marked.length).toBeLessThan(0.6 * SIZE * SIZE);
			for (const i of marked) {
				const [px, py] = [i % SIZE, Math.floor(i / SIZE)];
				expect(
					boxes.some(
						({ x, y, width, height }) => px >= x && px < x + width && py >= y && py < y + height,
					),
				).toBe(true);
			}
			for (const { x, y, width, height } of boxes) {
				expect(x >= 0 && y >= 0 && x + width <= SIZE && y + height <= SIZE).toBe(true);
			}
		}
	});
	it('changes the image where its region says, more than elsewhere', () => {
		let [inside, outside] = [0, 0];
		for (const { without, shown } of pairs) {
			const { mask } = shown.regions[name]!;
			const change = shown.pixels.map((v, i) => Math.abs(v - without.pixels[i]!));
			inside += mean(change.filter((_, i) => mask[i]));
			outside += mean(change.filter((_, i) => !mask[i]));
		}
		expect(inside / 12).toBeGreaterThan(4);
		expect(inside).toBeGreaterThan(2 * outside);
	});
});

describe('what findings do to the image', () => {
	/** Mean change of grey within the region over many patients. */
	function change(name: FindingName): number {
		return mean(
			Array.from({ length: 20 }, (_, patient) => {
				const request = { seed: 21, patient, index: 0, size: SIZE };
				const shown = drawPhantomWith(request, [name]);
				const without = drawPhantomWith(request, []);
				const { mask } = shown.regions[name]!;
				const within = [...mask.keys()].filter((i) => mask[i]);
				return mean(within.map((i) => shown.pixels[i]! - without.pixels[i]!));
			}),
		);
	}
	it.each([
		'Effusion',
		'Consolidation',
		'Mass',
		'Nodule',
		'Infiltration',
		'Edema',
		'Atelectasis',
	] as const)('%s is brighter than lung', (name) => expect(change(name)).toBeGreaterThan(4));
	it.each(['Pneumothorax', 'Emphysema'] as const)('%s is darker than lung', (name) =>
		expect(change(name)).toBeLessThan(-2),
	);
	it('a large heart is wider', () => {
		const width = (patient: number, names: FindingName[]) => {
			const request = { seed: 5, patient, index: 0, size: SIZE };
			return drawPhantomWith(request, names).regions.Cardiomegaly?.boxes[0]?.width ?? 0;
		};
		const widths = Array.from({ length: 10 }, (_, p) => width(p, ['Cardiomegaly']) / SIZE);
		expect(Math.min(...widths)).toBeGreaterThan(0.28);
	});
	it('a nodule is smaller than a mass', () => {
		const area = (name: 'Nodule' | 'Mass') =>
			mean(
				Array.from({ length: 20 }, (_, patient) => {
					const { boxes } = drawPhantomWith({ seed: 6, patient, index: 0, size: 128 }, [name])
						.regions[name]!;
					return Math.min(...boxes.map(({ width }) => width));
				}),
			);
		expect(area('Mass')).toBeGreaterThan(1.6 * area('Nodule'));
	});
});

describe('a set of 1,200 patients', () => {
	const all: Phantom[] = [...phantomSet({ seed: 1, patients: 1200, size: 8 })];
	const share = (of: (phantom: Phantom) => number) => mean(all.map(of));

	it('has the ids, splits and patients of a cohort', () => {
		expect(new Set(all.map(({ id }) => id)).size).toBe(all.length);
		const patients = all.map(({ metadata }) => metadata.patient);
		expect(
			crossingPatients(
				patients,
				all.map(({ split }) => split),
			),
		).toEqual([]);
		expect(new Set(patients).size).toBe(1200);
		expect(share(({ split }) => Number(split === 'train'))).toBeCloseTo(0.7, 1);
		expect(share(({ split }) => Number(split === 'test'))).toBeCloseTo(0.2, 1);
		expect(share(({ metadata }) => Number(metadata.sex === 'F'))).toBeCloseTo(0.435, 1);
		expect(share(({ metadata }) => Number(metadata.view === 'AP'))).toBeCloseTo(0.38, 1);
	});
	it.each(findings.map((f) => [f.name, f.prevalence] as const))(
		'%s: prevalence as stated',
		(name, stated) => {
			const drawn = share(({ drawn }) => drawn[name]);
			// Images of a patient share chronic findings: wider than a binomial interval.
			expect(Math.abs(drawn - stated)).toBeLessThan(0.005 + 0.35 * stated);
		},
	);
	it('labels are wrong as often as stated', () => {
		const positives = all.flatMap((p) =>
			FINDING_NAMES.filter((n) => p.drawn[n]).map((n) => p.findings[n]),
		);
		const missed = positives.filter((label) => label === 0).length / positives.length;
		expect(missed).toBeCloseTo(LABEL_NOISE, 1);
		const named = all.flatMap((p) =>
			FINDING_NAMES.filter((n) => p.findings[n]).map((n) => p.drawn[n]),
		);
		expect(named.filter((drawn) => drawn === 0).length / named.length).toBeCloseTo(LABEL_NOISE, 1);
		expect(missed).toBeGreaterThan(0.07);
	});
	it('findings come together as in patients', () => {
		const lift = (a: FindingName, b: FindingName) =>
			share(({ drawn }) => drawn[a] * drawn[b]) /
			(share((p) => p.drawn[a]) * share((p) => p.drawn[b]));
		expect(lift('Edema', 'Cardiomegaly')).toBeGreaterThan(1.8);
		expect(lift('Effusion', 'Edema')).toBeGreaterThan(1.5);
		expect(lift('Consolidation', 'Emphysema')).toBeLessThan(1);
	});
	it('a chronic finding stays with its patient', () => {
		const byPatient = new Map<string, Phantom[]>();
		for (const phantom of all) {
			const images = byPatient.get(phantom.metadata.patient) ?? [];
			byPatient.set(phantom.metadata.patient, [...images, phantom]);
		}
		for (const images of byPatient.values()) {
			for (const { name } of findings.filter(({ chronic }) => chronic)) {
				expect(new Set(images.map(({ drawn }) => drawn[name])).size).toBe(1);
			}
		}
	});
	it('regions are there for what was drawn, and for nothing else', () => {
		for (const { drawn, regions } of all.slice(0, 300)) {
			expect(Object.keys(regions).sort()).toEqual(FINDING_NAMES.filter((n) => drawn[n]).sort());
		}
	});
	it('a larger set begins with the smaller one', () => {
		const few = [...phantomSet({ seed: 1, patients: 20, size: 8 })];
		expect(all.slice(0, few.length)).toEqual(few);
	});
});

it('run lengths give the mask back', () => {
	for (const mask of [[0, 0, 1, 1, 0], [1, 0, 1], [0, 0], [1]]) {
		const bytes = Uint8Array.from(mask);
		expect(maskOfRuns(runLengths(bytes), bytes.length)).toEqual(bytes);
	}
});
