import { describe, expect, it } from 'vitest';
import { methodSentence, missingSentence, needsThreshold } from '#lib/format/methods';
import * as numbers from '#lib/format/numbers';
import { listed } from '#lib/format/words';

describe('an interval and a difference', () => {
	it('is written with a dash, and with "to" where a sign stands', () => {
		expect(numbers.range([0.815, 0.829], 3, 'en-GB')).toBe('0.815–0.829');
		expect(numbers.range([0.815, 0.829], 2, 'de-DE')).toBe('0,81–0,83');
		expect(numbers.range([-0.01, 0.2], 2, 'en-GB')).toBe('−0.01 to 0.20');
	});

	it('says which way a difference goes, and nothing of a rounded zero', () => {
		expect(numbers.signed(0.0123, 3, 'en-GB')).toBe('+0.012');
		expect(numbers.signed(-0.0123, 3, 'en-GB')).toBe('−0.012');
		expect(numbers.signed(0.0001, 3, 'en-GB')).toBe('0.000');
		expect(numbers.signed(-0.0001, 3, 'en-GB')).toBe('0.000');
		expect(numbers.signed(null, 3, 'en-GB')).toBe('–');
	});

	it('never rounds a p value to zero or across five percent', () => {
		expect(numbers.pValue(0, 'en-GB')).toBe('p < 0.001');
		expect(numbers.pValue(0.0312, 'en-GB')).toBe('p = 0.031');
		expect(numbers.pValue(0.04996, 'en-GB')).toBe('p = 0.04996');
		expect(numbers.pValue(0.0496, 'en-GB')).toBe('p = 0.0496');
		expect(numbers.pValue(0.27, 'en-GB')).toBe('p = 0.27');
		expect(numbers.pValue(1, 'en-GB')).toBe('p = 1.00');
	});
});

describe('words for how figures came about', () => {
	it('has a sentence for a method, and none where there is none', () => {
		expect(methodSentence('delong_clustered')).toContain('Obuchowski 1997');
		expect(methodSentence(undefined)).toBe('');
		expect(missingSentence('error')).toBe('');
		expect(missingSentence('zero')).toContain('negative');
	});

	it('asks for a threshold where hard decisions are made from scores', () => {
		const hard = [{ charts: ['confusion' as const] }];
		expect(needsThreshold('multilabel', hard)).toBe(true);
		expect(needsThreshold('multiclass', hard)).toBe(false);
		expect(needsThreshold('binary', [{ charts: ['roc' as const] }])).toBe(false);
	});

	it('lists words as people do', () => {
		expect(listed([])).toBe('');
		expect(listed(['a'])).toBe('a');
		expect(listed(['a', 'b', 'c'])).toBe('a, b and c');
	});
});
