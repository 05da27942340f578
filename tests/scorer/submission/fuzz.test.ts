/** Mutated files: whatever comes, the answer is a result, and the same one as a plain reader's. */
import fc from 'fast-check';
import { gzipSync, zipSync } from 'fflate';
import Papa from 'papaparse';
import { describe, expect, it } from 'vitest';
import { parseSolution, validateSubmission, type Validation } from '#scorer/index';
import { PROBLEM_CODES } from '#scorer/problems';
import { encode, format, goodLines, spec } from '../support/cases.ts';

const TEXT = goodLines().join('\n') + '\n';
const SEEDS = [
	encode(TEXT),
	encode('\uFEFF' + TEXT.replaceAll('\n', '\r\n')),
	encode(TEXT.replaceAll(',', ';').replace(/(\d)\.(\d)/g, '$1,$2')),
	encode(TEXT.replace(/[^,\n]+/g, '"$&"')),
	new Uint8Array(Buffer.from('\uFEFF' + TEXT, 'utf16le')),
	gzipSync(encode(TEXT)),
	zipSync({ 'a.csv': encode(TEXT) }),
];

/** Bytes and words that mean something to a reader. */
const TOKENS = [
	',',
	';',
	'\t',
	'\n',
	'\r',
	'"',
	'""',
	'\0',
	'\xff',
	'\uFEFF',
	'nan',
	'-',
	'1e999',
	'.',
	' ',
	'é',
	'0x',
];
const token = fc.oneof(
	// Digits, so that some files stay valid and say something else.
	{ weight: 3, arbitrary: fc.constantFrom(...'0123456789').map((digit) => Buffer.from(digit)) },
	fc.constantFrom(...TOKENS).map((text) => Buffer.from(text, 'latin1')),
	fc.uint8Array({ minLength: 1, maxLength: 4 }).map((bytes) => Buffer.from(bytes)),
);
const edit = fc.record({
	at: fc.nat(),
	drop: fc.oneof(fc.constantFrom(0, 1), fc.nat({ max: 12 })),
	insert: token,
	twice: fc.boolean(),
});
const mutated = fc
	.tuple(fc.constantFrom(...SEEDS), fc.array(edit, { minLength: 1, maxLength: 5 }))
	.map(([seed, edits]) =>
		edits.reduce((bytes, { at, drop, insert, twice }) => {
			const i = at % (bytes.length + 1);
			const middle = twice ? Buffer.concat([insert, bytes.subarray(0, i), insert]) : insert;
			return Buffer.concat([bytes.subarray(0, i), middle, bytes.subarray(i + drop)]);
		}, Buffer.from(seed)),
	)
	.map((buffer) => new Uint8Array(buffer));

/** What a careful person would get from the file with papaparse alone; null where it needs judgement. */
function plainScores(bytes: Uint8Array): number[][] | null {
	const text = Buffer.from(bytes).toString('utf8');
	const { data, errors } = Papa.parse<Record<string, string>>(text, {
		header: true,
		skipEmptyLines: true,
		delimiter: ',',
		newline: '\n',
	});
	if (errors.length > 0) return null;
	const { ids, labels, id } = format();
	const byId = new Map(data.map((row) => [row[id], row]));
	return labels.map((label) => ids.map((name) => Number(byId.get(name)?.[label])));
}

/** Characters of scores, to be changed into others that scores are made of. */
const SCORE_CHARS = [...TEXT.matchAll(/(?<=,)[\d.,]+$/gm)].flatMap((match) =>
	[...match[0]].map((_, i) => match.index + i),
);
const gentle = fc
	.array(fc.tuple(fc.constantFrom(...SCORE_CHARS), fc.constantFrom(...'0123456789.-+eE ')), {
		minLength: 1,
		maxLength: 4,
	})
	.map((changes) => {
		const text = [...TEXT];
		for (const [at, char] of changes) text[at] = char;
		return encode(text.join(''));
	});

const codes = new Set<string>(PROBLEM_CODES);
const CONTROL = /\p{Cc}/u;

function expectProblems(result: Extract<Validation, { ok: false }>) {
	expect(result.problems.length).toBeGreaterThan(0);
	for (const { code, detail, remedy } of result.problems) {
		expect(codes.has(code)).toBe(true);
		expect(detail && remedy).toBeTruthy();
		// Control characters reach no page and no terminal; tabs are shown as they are.
		expect((detail + remedy).replaceAll('\t', '')).not.toMatch(CONTROL);
	}
}

describe('mutated files', () => {
	it('6,000 never throw, never hang, and are refused with known codes or scored with numbers', () => {
		fc.assert(
			fc.property(mutated, (bytes) => {
				const start = performance.now();
				const result = validateSubmission(bytes, format(), { maxBytes: 1_000_000 });
				expect(performance.now() - start).toBeLessThan(10_000);
				if (!result.ok) return expectProblems(result);
				const values = result.predictions.yScore.flatMap((scores) => Array.from(scores));
				expect(values).toHaveLength(12);
				expect(values.every(Number.isFinite)).toBe(true);
			}),
			{ numRuns: 6000 },
		);
	});

	it('2,000 with other numbers are scored as a plain reader reads them', () => {
		let compared = 0;
		fc.assert(
			fc.property(gentle, (bytes) => {
				const result = validateSubmission(bytes, format());
				if (!result.ok) return expectProblems(result);
				compared++;
				const values = result.predictions.yScore.map((scores) => Array.from(scores));
				expect(values).toEqual(plainScores(bytes));
			}),
			{ numRuns: 2000 },
		);
		expect(compared).toBeGreaterThan(500);
	});

	it('as a solution never throw either', () => {
		fc.assert(
			fc.property(mutated, (bytes) => {
				const result = parseSolution(bytes, spec({ missingLabels: 'ignore' }));
				expect(result.ok || result.problems.length > 0).toBe(true);
			}),
			{ numRuns: 1000 },
		);
	});
});

describe('files made to be slow', () => {
	it.each<[string, string]>([
		['a million stray quotes', '"' + '" '.repeat(1_000_000)],
		['quotes before a long run of blanks', '" '.repeat(200_000) + ' '.repeat(2_000_000)],
		['a quote that opens and swallows the rest', TEXT + '"' + 'x,'.repeat(1_000_000)],
		['a million line ends', '\n'.repeat(1_000_000) + TEXT],
		[
			'a million empty cells',
			'a' + ','.repeat(15_000) + '\n' + (','.repeat(15_000) + '\n').repeat(60),
		],
		['sixteen thousand columns like a label', `Image Index${',xEdema'.repeat(16_000)}\n`],
		['ids of a million zeros', `Image Index,Atelectasis\n${'0'.repeat(900_000)}x,1\n`],
	])('%s', (_, text) => {
		const start = performance.now();
		validateSubmission(encode(text), format());
		expect(performance.now() - start).toBeLessThan(15_000);
	});
});
