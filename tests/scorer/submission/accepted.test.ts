import { gzipSync, zipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import {
	sampleSubmission,
	validateSubmission,
	type SubmissionFormat,
	type Validation,
} from '#scorer/index';
import { csv, encode, format, goodLines, HEADER, ids } from '../support/cases.ts';

const GOOD = goodLines().join('\n') + '\n';
const [A, B, C, D] = ids(4) as [string, string, string, string];

function accepted(bytes: Uint8Array, changes?: Partial<SubmissionFormat>) {
	const result: Validation = validateSubmission(bytes, format(changes));
	expect(result.ok, JSON.stringify(result)).toBe(true);
	return result as Extract<Validation, { ok: true }>;
}

const scores = (result: { predictions: { yScore: Float64Array[] } }) =>
	result.predictions.yScore.map((values) => Array.from(values));

const EXPECTED = [
	[0.1, 0.2, 0.3, 0.4],
	[0.25, 0.35, 0.45, 0.55],
	[0.7, 0.6, 0.5, 0.4],
];

function utf16be(text: string): Uint8Array {
	const bytes = new Uint8Array(Buffer.from(text, 'utf16le'));
	for (let i = 0; i < bytes.length; i += 2) [bytes[i], bytes[i + 1]] = [bytes[i + 1]!, bytes[i]!];
	return bytes;
}

const lines = goodLines();
const reordered = lines.map((line) => {
	const [id, a, b, c] = line.split(',');
	return [c, a, id, b].join(',');
});

describe('accepted, with the same scores and these notices', () => {
	it.each<[string, Uint8Array, string[]]>([
		['a plain file', encode(GOOD), []],
		['no line end at the end', encode(GOOD.trimEnd()), []],
		['a byte order mark', encode('\uFEFF' + GOOD), ['byte_order_mark']],
		['Windows line ends', encode(GOOD.replaceAll('\n', '\r\n')), ['windows_line_ends']],
		[
			'some Windows line ends',
			encode(GOOD.replace('\n', '\r\n').replace(/\n$/, '\r\n')),
			['windows_line_ends'],
		],
		['line ends of the old Mac', encode(GOOD.replaceAll('\n', '\r')), ['windows_line_ends']],
		[
			'UTF-16, little-endian',
			new Uint8Array(Buffer.from('\uFEFF' + GOOD, 'utf16le')),
			['utf16_decoded'],
		],
		['UTF-16, big-endian', utf16be('\uFEFF' + GOOD), ['utf16_decoded']],
		['UTF-16 without a mark', new Uint8Array(Buffer.from(GOOD, 'utf16le')), ['utf16_decoded']],
		[
			"Excel's Unicode text",
			new Uint8Array(
				Buffer.from('\uFEFF' + GOOD.replaceAll(',', '\t').replaceAll('\n', '\r\n'), 'utf16le'),
			),
			['utf16_decoded', 'tab_separated', 'windows_line_ends'],
		],
		['semicolons', encode(GOOD.replaceAll(',', ';')), ['semicolon_separated']],
		[
			'semicolons and decimal commas',
			encode(GOOD.replaceAll(',', ';').replace(/(\d)\.(\d)/g, '$1,$2')),
			['semicolon_separated', 'decimal_comma'],
		],
		['tabs', encode(GOOD.replaceAll(',', '\t')), ['tab_separated']],
		['every cell in quotes', encode(GOOD.replace(/[^,\n]+/g, '"$&"')), []],
		['blanks around cells', encode(GOOD.replaceAll(',', ' , ')), []],
		['blank lines', encode('\n' + GOOD.replaceAll('\n', '\n\n')), ['blank_lines']],
		['empty rows of Excel', encode(GOOD + ',,,\n,,,\n'), ['blank_lines']],
		['a shared prefix', encode(GOOD.replace(/,(?=[A-Z])/g, ',prob_')), ['column_prefix']],
		[
			'a shared suffix',
			encode(GOOD.replace(HEADER, 'Image Index,Atelectasis (p),Edema (p),Pleural Effusion (p)')),
			['column_prefix'],
		],
		[
			'a prefix and another spelling',
			encode(GOOD.replace(/,(?=[A-Z])/g, ',prob_').replace('Pleural Effusion', 'pleural_effusion')),
			['column_prefix', 'column_name_normalised'],
		],
		[
			'underscores and lower case',
			encode(GOOD.replace(HEADER, 'image_index,atelectasis,EDEMA,Pleural_Effusion')),
			['column_name_normalised'],
		],
		['columns in another order', csv(...reordered), ['column_order']],
		['rows in another order', csv(lines[0]!, ...lines.slice(1).reverse()), ['row_order']],
		['extra columns', csv(...lines.map((line, i) => `${i || ''},${line},note`)), ['extra_columns']],
		['gzip', gzipSync(encode(GOOD)), ['compressed']],
		['zip', zipSync({ 'submission.csv': encode(GOOD) }), ['compressed']],
	])('%s', (_, bytes, notices) => {
		const result = accepted(bytes);
		expect(scores(result)).toEqual(EXPECTED);
		expect(result.notices.map(({ code }) => code)).toEqual(notices);
		expect(result.rows).toBe(4);
		expect(result.checks.every(({ state }) => state === 'passed')).toBe(true);
	});
});

describe('columns', () => {
	it('a prediction prefix is preferred to another one', () => {
		const rows = ids(4).map((id, i) => `${id},9,9,9,0.${i},0.${i},0.${i}`);
		const names = ['raw', 'prob'].flatMap((p) =>
			['Atelectasis', 'Edema', 'Pleural Effusion'].map((label) => `${p}_${label}`),
		);
		const result = accepted(csv(['Image Index', ...names].join(','), ...rows));
		expect(scores(result)[0]).toEqual([0, 0.1, 0.2, 0.3]);
	});

	it('a single score column may say that it is a prediction', () => {
		const task = { task: 'binary', labels: ['opacity'] } as const;
		const rows = ids(4).map((id) => `${id},0.5`);
		for (const name of ['prob_opacity', 'Opacity_pred', 'score opacity', 'p(opacity)', 'OPACITY']) {
			expect(accepted(csv(`Image Index,${name}`, ...rows), task).rows, name).toBe(4);
		}
	});

	it('a label that is part of another is not confused with it', () => {
		const labels = ['Effusion', 'Pleural Effusion'];
		const header = 'Image Index,prob_Pleural Effusion,prob_Effusion';
		const result = accepted(csv(header, ...ids(4).map((id) => `${id},0.9,0.1`)), { labels });
		expect(scores(result).map(([first]) => first)).toEqual([0.1, 0.9]);
	});
});

describe('values', () => {
	it('logits are taken where the metric only ranks, with a notice of their range', () => {
		const result = accepted(
			csv(HEADER, `${A},-9.25,0,1`, `${B},6,0.5,0`, `${C},1e-3,0.2,0`, `${D},+.5,1.,0`),
		);
		expect(result.notices).toMatchObject([{ code: 'outside_unit_interval', count: 2 }]);
		expect(result.notices[0]!.detail).toContain('-9.25 to 6');
		expect(scores(result)[0]).toEqual([-9.25, 6, 0.001, 0.5]);
	});

	it('a constant column gets a notice', () => {
		const result = accepted(csv(HEADER, ...ids(4).map((id, i) => `${id},0.5,0.${i},0.5`)));
		expect(result.notices).toMatchObject([
			{ code: 'constant_scores', count: 2, column: 'Atelectasis' },
		]);
	});

	it('a column of two values gets a notice where the metric only ranks', () => {
		const many = ids(12);
		const bytes = csv(HEADER, ...many.map((id, i) => `${id},${i % 2},0.${i},${i < 3 ? 0.9 : 0.1}`));
		const { notices } = accepted(bytes, { ids: many });
		expect(notices).toMatchObject([{ code: 'two_valued_scores', count: 2, column: 'Atelectasis' }]);
		expect(notices[0]!.detail).toMatch(
			/^"Atelectasis" and "Pleural Effusion" hold two values only/,
		);
		expect(accepted(bytes, { ids: many, rankBased: false }).notices).toEqual([]);
	});

	it('17 digits are read to the last bit', () => {
		const value = 0.1 + 0.2;
		const result = accepted(csv(HEADER, ...ids(4).map((id) => `${id},${value},0.1,0.2`)));
		expect(scores(result)[0]![0]).toBe(value);
	});
});

describe('lines', () => {
	it('are counted as an editor does, also after quoted line breaks and blank lines', () => {
		const bytes = encode(
			`"Image\nIndex",Atelectasis,Edema,Pleural Effusion\r\n\r\n"${A}",0,0,0\r\n${B},0,x,0\r\n`,
		);
		const result = validateSubmission(bytes, format({ id: 'Image\nIndex', ids: [A, B] }));
		expect(result).toMatchObject({
			ok: false,
			problems: [{ code: 'not_a_number', row: 5, line: `${B},0,x,0` }],
		});
	});

	it('ids may hold separators, quotes and line breaks', () => {
		const odd = ['a,b', 'say "x"', 'two\nlines', 'ünï'];
		const rows = odd.map((id) => `"${id.replaceAll('"', '""')}",0.1,0.2,0.3`);
		expect(accepted(csv(HEADER, ...rows), { ids: odd }).rows).toBe(4);
	});
});

describe('multi-class', () => {
	const labels = ['COVID-19', 'Normal', 'Viral Pneumonia'];
	const task = { task: 'multiclass', labels, rankBased: false } as const;
	const head = 'Image Index,COVID-19,Normal,Viral Pneumonia';
	const named = [`${A},Normal`, `${B},covid_19`, `${C},VIRAL PNEUMONIA`, `${D},Normal`];

	it('probabilities give the class of the highest, the first of equals', () => {
		const rows = [`${A},.1,.8,.1`, `${B},.4,.4,.2`, `${C},0,0,1`, `${D},.3,.3,.4`];
		const result = accepted(csv(head, ...rows), task);
		expect(Array.from(result.predictions.classes!)).toEqual([1, 0, 2, 2]);
		expect(result.predictions.yScore).toHaveLength(3);
	});

	it.each(['class', 'Label', 'prediction', 'predicted', 'diagnosis'])(
		'a column %s names classes',
		(name) => {
			const result = accepted(csv(`Image Index,${name}`, ...named), {
				...task,
				target: 'Diagnosis',
			});
			expect(Array.from(result.predictions.classes!)).toEqual([1, 0, 2, 1]);
			expect(result.predictions.yScore).toEqual([]);
		},
	);

	it('a class column that agrees with the scores breaks their ties', () => {
		const rows = [
			`${D},0.2,0.4,0.4,Viral Pneumonia`,
			`${A},0.5,0.5,0,Normal`,
			`${B},1,0,0,COVID-19`,
			`${C},0,1,0,Normal`,
		];
		const result = accepted(csv(`${head},class`, ...rows), task);
		expect(Array.from(result.predictions.classes!)).toEqual([1, 0, 1, 2]);
		expect(Array.from(result.predictions.yScore[0]!)).toEqual([0.5, 1, 0, 0.2]);
	});
});

describe('the sample submission', () => {
	it.each<[string, Partial<SubmissionFormat>]>([
		['multi-label', {}],
		['binary', { task: 'binary', labels: ['opacity'], rankBased: false }],
		['multi-class', { task: 'multiclass', labels: ['a', 'b', 'c'], rankBased: false }],
		['odd names', { id: 'the "id"', labels: ['a,b', 'c\nd'], ids: ['x,1', ' y', 'z"'] }],
	])('is valid: %s', (_, changes) => {
		const trimmed = {
			...changes,
			...(changes.ids ? { ids: changes.ids.map((id) => id.trim()) } : {}),
		};
		expect(
			accepted(sampleSubmission(format(trimmed)), trimmed).notices.map(({ code }) => code),
		).toEqual(['constant_scores']);
	});
});

describe('progress', () => {
	it('rises from above 0 to 1', () => {
		const many = ids(60_000);
		const seen: number[] = [];
		const bytes = csv(HEADER, ...many.map((id, i) => `${id},0.${i},0.12345678901234567,0.5`));
		validateSubmission(bytes, format({ ids: many }), { onProgress: (done) => seen.push(done) });
		expect(seen.length).toBeGreaterThan(2);
		expect([...seen].sort((a, b) => a - b)).toEqual(seen);
		expect(seen.at(-1)).toBe(1);
	});
});
