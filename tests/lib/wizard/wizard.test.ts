import { describe, expect, it } from 'vitest';
import { unzipFolder, zipFolder, readCompetitionFolder } from '#lib/competition-folder/index';
import { checkChoices } from '#lib/wizard/check';
import { guessChoices, understand } from '#lib/wizard/guess';
import { readUpload } from '#lib/wizard/read-table';
import type { Choices, Table } from '#lib/wizard/types';

const encode = (text: string) => new TextEncoder().encode(text);

function tableOf(text: string, file = 'labels.csv'): Table {
	const read = readUpload(file, encode(text));
	if (!read.ok) throw new Error(JSON.stringify(read.problems));
	return read.table;
}

/** Two findings over patients of two rows each, in a fixed pattern that the order does not tell. */
function findings(rows = 200, change: (i: number) => Record<string, string> = () => ({})): string {
	const lines = Array.from({ length: rows }, (_, i) => {
		const k = (i * 7919) % 1009;
		const row = {
			Path: `img-${k}`,
			Edema: String(Number(k % 3 === 0)),
			Mass: String(Number(k % 5 < 2)),
			Patient: `p${i >> 1}`,
			Sex: k % 2 ? 'F' : 'M',
			Age: String(20 + (k % 60)),
			...change(i),
		};
		return Object.values(row).join(',');
	});
	return `Path,Edema,Mass,Patient,Sex,Age\n${lines.join('\n')}\n`;
}

function check(table: Table, changes: Partial<Choices> = {}, training: Table | null = null) {
	const choices = { ...guessChoices(table, understand(table)), ...changes };
	return { choices, ...checkChoices({ table, choices, training, attachments: [] }) };
}
const codes = (items: { code: string }[]) => items.map(({ code }) => code);

describe('guesses', () => {
	it('findings, patient, subgroups with bands, and a title from the name of the file', () => {
		const table = tableOf(findings(), 'my_chest-labels.csv');
		expect(guessChoices(table, understand(table))).toMatchObject({
			...{ task: 'multilabel', id: 'Path', labels: ['Edema', 'Mass'], metric: 'mean_auroc' },
			...{ group: 'Patient', subgroups: ['Sex', 'Age'], bands: { Age: [18, 40, 65] } },
			...{ usage: 'drawn', missing: 'error', title: 'My chest labels', slug: 'my-chest-labels' },
		});
	});

	it('a list of findings in one column, as ChestX-ray14 is published', () => {
		const cells = ['Mass|Nodule', 'No Finding', 'Nodule', 'Mass'];
		const rows = Array.from(
			{ length: 40 },
			(_, i) => `i${(i * 7) % 41}.png,${cells[i % 4]},${i >> 1}`,
		);
		const table = tableOf(`Image Index,Finding Labels,Patient ID\n${rows.join('\n')}\n`);
		const { choices, check: found, made } = check(table);
		expect(choices).toMatchObject({
			...{ task: 'multilabel', list: 'Finding Labels', labels: ['Mass', 'Nodule'] },
			...{ id: 'Image Index', group: 'Patient ID' },
		});
		expect(found.problems).toEqual([]);
		const solution = new TextDecoder().decode(made.solution.bytes).split('\n');
		expect(solution[0]).toBe('Image Index,Mass,Nodule,Patient ID,Usage');
		expect(solution[1]).toMatch(/^i0.png,1,1,0,(Public|Private)$/);
		expect(solution[2]).toMatch(/^i7.png,0,0,0,/);
	});

	it('one label is binary, one 1 a row is multiclass, a column of names too', () => {
		const bits = Array.from({ length: 20 }, (_, i) => i % 2);
		const binary = tableOf(`id,opacity\n${bits.map((b, i) => `a${i},${b}`).join('\n')}\n`);
		expect(check(binary).choices).toMatchObject({ task: 'binary', metric: 'auroc' });
		const hot = tableOf(
			`id,x,y,z\n${bits.map((_, i) => `a${i},${i % 3 ? (i % 3 === 1 ? '0,1,0' : '0,0,1') : '1,0,0'}`).join('\n')}\n`,
		);
		expect(check(hot).choices).toMatchObject({ task: 'multiclass', labels: ['x', 'y', 'z'] });
		const named = tableOf(
			`id,diagnosis\n${bits.map((b, i) => `a${i},${b ? 'viral' : 'none'}`).join('\n')}\n`,
		);
		expect(check(named).choices).toMatchObject({ target: 'diagnosis', classes: ['none', 'viral'] });
	});
});

describe('the folder', () => {
	it('is the one that an import takes, and the same bytes each time', () => {
		const table = tableOf(findings());
		const [a, b] = [check(table), check(table)];
		expect(a.check.problems).toEqual([]);
		expect(zipFolder(a.made.folder)).toEqual(zipFolder(b.made.folder));
		const unzipped = unzipFolder(zipFolder(a.made.folder));
		const read = readCompetitionFolder(unzipped.ok ? unzipped.folder : new Map());
		expect(read.problems).toEqual([]);
		expect(read.summary).toMatchObject({ slug: 'labels', task: 'multilabel' });
		expect(a.check.sample.split('\n').slice(0, 2)).toEqual(['Path,Edema,Mass', 'img-0,0.5,0.5']);
	});

	it('the split is by patient, keeps shares, and takes the recommended share unless told', () => {
		const table = tableOf(findings(400));
		const { check: found } = check(table);
		const { rows, labels } = found.figures!;
		expect(found.recommendedShare).toBe(rows.public / 400);
		for (const { public: pub, private: priv } of labels) {
			expect(Math.abs(pub.positives / pub.known - priv.positives / priv.known)).toBeLessThan(0.05);
		}
		expect(codes(found.advice)).not.toContain('groups_cross_usage');
		expect(check(table, { share: 0.5 }).check.figures!.rows).toMatchObject({ public: 200 });
		const other = check(table, { seed: 2 }).made.solution.bytes;
		expect(other).not.toEqual(check(table).made.solution.bytes);
	});

	it('rows of no patient are patients of their own', () => {
		const table = tableOf(findings(100, () => ({ Patient: '' })));
		expect(check(table, { group: '' }).check.problems).toEqual([]);
		const found = check(table, { group: 'Patient' }).check.problems;
		expect(found).toMatchObject([{ code: 'empty_cell', file: 'labels.csv', row: 2, count: 100 }]);
	});
});

describe('what is wrong is said at its place in the uploaded file', () => {
	it('a label that is none, two rows of one id, dates in the wrong order, all at once', () => {
		const table = tableOf(
			findings(200, (i) => ({
				...(i === 10 ? { Edema: 'yes?' } : {}),
				...(i === 20 ? { Path: 'img-0' } : {}),
			})),
		);
		const { check: found, choices } = check(table, {
			opens: '2026-12-01T00:00:00Z',
			closes: '2026-11-01T00:00:00Z',
		});
		expect(choices).toMatchObject({ id: 'Path', labels: ['Edema', 'Mass'] });
		expect(found.problems).toMatchObject([
			{ code: 'opens_after_closes', file: 'competition.yaml', column: 'closes' },
			{ code: 'duplicate_id', file: 'labels.csv', row: 22, column: 'Path', examples: ['img-0'] },
			{ code: 'bad_label', file: 'labels.csv', row: 12, column: 'Edema', examples: ['yes?'] },
		]);
		expect(found.problems[2]!.line).toContain('yes?');
	});

	it('the rows are those of the file also where they are shuffled', () => {
		const table = tableOf(
			findings(200, (i): Record<string, string> => (i === 10 ? { Edema: 'yes?' } : {})),
		);
		const { problems } = check(table, { shuffle: true, renumber: true }).check;
		expect(problems).toMatchObject([{ code: 'bad_label', row: 12, column: 'Edema' }]);
	});

	it('rows that say the same of an id again can be one row; those that differ cannot', () => {
		const id = { id: 'patientId', group: '' };
		const boxes = Array.from(
			{ length: 60 },
			(_, i) => `a${i >> 1},${i},${Number((i >> 1) % 3 === 0)}`,
		);
		const table = tableOf(`patientId,x,Target\n${boxes.join('\n')}\n`);
		expect(check(table, id).check.problems).toMatchObject([
			{ code: 'duplicate_id', row: 3, count: 30 },
		]);
		const merged = check(table, { ...id, merge: true });
		expect(merged.check.problems).toEqual([]);
		expect(merged.made.solution.order).toHaveLength(30);
		const torn = tableOf(`patientId,x,Target\n${boxes.join('\n')}\na0,99,0\n`);
		const { problems } = check(torn, { ...id, merge: true }).check;
		expect(problems).toMatchObject([{ code: 'duplicate_id', row: 62, count: 1, examples: ['a0'] }]);
	});

	it('a misspelt class is no class of its own', () => {
		const names = Array.from({ length: 100 }, (_, i) =>
			i === 50 ? 'Nomral' : i % 2 ? 'Viral' : 'Normal',
		);
		const table = tableOf(`id,class\n${names.map((name, i) => `a${i},${name}`).join('\n')}\n`);
		const { problems } = check(table).check;
		expect(problems).toMatchObject([{ code: 'unknown_class', row: 52, column: 'class' }]);
		expect(problems[0]!.remedy).toContain('Did you mean "Normal"?');
	});

	it('a finding or a class in one part only', () => {
		const rows = Array.from({ length: 60 }, (_, i) => {
			const isPublic = i % 2 === 0;
			return `a${i},${Number(i % 3 === 0)},${Number(isPublic && i % 4 === 0)},${isPublic ? 'Public' : 'Private'}`;
		});
		const { problems } = check(tableOf(`id,Edema,Hernia,Usage\n${rows.join('\n')}\n`)).check;
		expect(problems).toEqual([
			{
				...{ code: 'split_lacks_class', file: 'labels.csv', column: 'Hernia' },
				detail:
					'No private row is positive for "Hernia", so that the private board could not rank by it.',
				remedy: 'Set Usage of some such rows to Private, or leave the label out of `labels`.',
			},
		]);
		const named = rows.map(
			(row, i) => `a${i},${i % 2 ? 'A' : i % 4 ? 'A' : 'B'},${row.split(',')[3]}`,
		);
		const classes = check(tableOf(`id,class,Usage\n${named.join('\n')}\n`)).check.problems;
		expect(classes).toMatchObject([{ code: 'split_lacks_class', column: 'class' }]);
		expect(classes[0]!.detail).toContain('class "B"');
	});

	it('a file that is no table is refused with its line', () => {
		const bad = readUpload('x.csv', encode('id,a\nr1,1\nr2,1,3\nr3,0,1,1\n'));
		expect(bad).toMatchObject({
			ok: false,
			problems: [{ code: 'ragged_row', row: 3, count: 2, line: 'r2,1,3' }],
		});
		expect(readUpload('x.csv', encode(''))).toMatchObject({ problems: [{ code: 'empty_file' }] });
		expect(readUpload('x.csv', encode('id,a,a\nr1,1,1\n'))).toMatchObject({
			problems: [{ code: 'duplicate_column', column: 'a', row: 1 }],
		});
	});
});

describe('advice', () => {
	it('patients and rows that are in training too', () => {
		const table = tableOf(findings());
		const training = tableOf(
			'Path,Patient,Edema,Mass\nimg-0,p0,0,1\nnew,p3,1,1\nnewer,q,0,0\n',
			'train.csv',
		);
		const { check: found } = check(table, {}, training);
		expect(codes(found.advice)).toContain('groups_cross_training');
		const [groups, ids] = ['groups_cross_training', 'ids_cross_training'].map((code) =>
			found.advice.find((each) => each.code === code)!,
		);
		expect([groups!.figures.groups, ids!.figures.rows]).toEqual([2, 1]);
		const useless = check(table, {}, tableOf('a,b\n1,2\n', 'other.csv')).check.problems;
		expect(useless).toMatchObject([{ code: 'missing_column', file: 'other.csv' }]);
	});

	it('an order that tells the label is gone once the rows are shuffled', () => {
		const sorted = tableOf(
			`id,opacity\n${Array.from({ length: 300 }, (_, i) => `${'abcdefghij'[i % 10]}${(i * 7919) % 1009},${Number(i > 150)}`).join('\n')}\n`,
		);
		expect(codes(check(sorted).check.advice)).toContain('order_tells_label');
		expect(codes(check(sorted, { shuffle: true }).check.advice)).not.toContain('order_tells_label');
	});

	it('a table to download that holds the hidden labels is refused', () => {
		const text = findings();
		const table = tableOf(text);
		const choices = guessChoices(table, understand(table));
		const reordered = text
			.trim()
			.split('\n')
			.map((line) => line.split(',').reverse().join(';'))
			.join('\n');
		const { check: found } = checkChoices({
			...{ table, choices, training: null },
			attachments: [{ name: 'extra.csv', bytes: encode(reordered) }],
		});
		expect(found.problems).toMatchObject([
			{ code: 'solution_leak', file: 'data/extra.csv', column: 'Edema', count: 200 },
		]);
		const sample = text.replaceAll(/,[01],[01],/g, ',0.5,0.5,');
		const harmless = { name: 'sample.csv', bytes: encode(sample) };
		expect(
			checkChoices({ table, choices, training: null, attachments: [harmless] }).check.problems,
		).toEqual([]);
	});
});
