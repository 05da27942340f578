import { describe, expect, it } from 'vitest';
import { baselines, submissionCsv, type BaselineInput } from '#baselines/index';
import { metadata } from '#baselines/trivial/metadata';
import { prevalence } from '#baselines/trivial/prevalence';
import { random } from '#baselines/trivial/random';

/** 40 training rows: the label is positive for every old woman and for nobody else. */
const rows = Array.from({ length: 40 }, (_, i) => ({
	age: i < 20 ? 34 : 71,
	sex: i % 2 ? 'F' : 'M',
}));
const input: BaselineInput = {
	task: 'multilabel',
	labels: ['A', 'B'],
	train: {
		yTrue: [
			Uint8Array.from(rows, ({ age, sex }) => Number(age > 60 && sex === 'F')),
			Uint8Array.from(rows, (_, i) => Number(i < 30)),
		],
		metadata: { Age: rows.map(({ age }) => String(age)), Sex: rows.map(({ sex }) => sex) },
	},
	test: { ids: ['x', 'y', 'z'], metadata: { Age: ['79', '70', '35'], Sex: ['F', 'M', 'F'] } },
	seed: 7,
};

describe.each(baselines)('baseline $id', (baseline) => {
	it('gives one score in [0, 1] per label and row, the same every time', () => {
		const scores = baseline.predict(input);
		expect(scores.map((column) => column.length)).toEqual([3, 3]);
		for (const score of scores.flatMap((column) => [...column])) {
			expect(score).toBeGreaterThanOrEqual(0);
			expect(score).toBeLessThanOrEqual(1);
		}
		expect(baseline.predict(input)).toEqual(scores);
	});
});

it('prevalence is the share of the training labels', () => {
	expect(prevalence.predict(input).map((column) => [...column])).toEqual([
		[0.25, 0.25, 0.25],
		[0.75, 0.75, 0.75],
	]);
});

it('random depends on the seed alone', () => {
	expect(random.predict({ ...input, seed: 8 })).not.toEqual(random.predict(input));
	const other = {
		...input,
		train: { ...input.train, yTrue: [new Uint8Array(40), new Uint8Array(40)] },
	};
	expect(random.predict(other)).toEqual(random.predict(input));
});

it('metadata: ten of ten rows of the stratum, shrunk by twenty rows at 0.25', () => {
	const [a] = metadata.predict(input);
	expect([...a!]).toEqual([(10 + 5) / 30, 5 / 30, 5 / 30]);
});

it('writes CSV with quoting and six digits', () => {
	const csv = submissionCsv(
		'id',
		['a,b', 'c"d'],
		['1', 'x,y'],
		[Float64Array.of(1 / 3, 0), Float64Array.of(1, 1e-9)],
	);
	expect(new TextDecoder().decode(csv)).toBe('id,"a,b","c""d"\n1,0.333333,1\n"x,y",0,0\n');
});
