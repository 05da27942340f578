import { describe, expect, it } from 'vitest';
import { exampleLabels, examplePredictions } from '#lib/components/score/example';
import { guessLabels } from '#lib/components/score/guess';
import { describeLabels, readFiles, solutionOf } from '#lib/components/score/read-labels';
import { specFrom, type Choices } from '#lib/components/score/spec';
import { scoreSubmission } from '#scorer/index';

const bytes = (text: string) => new TextEncoder().encode(text);
const table = (text: string) => {
	const [header = [], ...rows] = text.split('\n').map((line) => line.split(','));
	return guessLabels(header, rows);
};

describe('what columns of a file with labels are', () => {
	it('several 0/1 columns are findings; the id is unique, patients repeat, Usage is no label', () => {
		const { guess } = table(
			'Path,Edema,Mass,Patient,Usage\na,1,1,p1,Public\nb,0,1,p1,Public\nc,0,0,p2,Private',
		);
		expect(guess).toEqual({
			task: 'multilabel',
			id: 'Path',
			labels: ['Edema', 'Mass'],
			missingLabels: 'error',
			group: 'Patient',
		});
	});

	it('one 0/1 column is binary, and a blank or −1 in it asks what to do', () => {
		expect(table('id,opacity\na,1\nb,0\nc,1').guess).toMatchObject({
			task: 'binary',
			missingLabels: 'error',
		});
		expect(table('id,opacity\na,1\nb,0\nc,-1').guess.missingLabels).toBe('ignore');
		expect(table('id,opacity\na,1.0\nb,\nc,0.0').guess.missingLabels).toBe('ignore');
	});

	it('0/1 columns with one 1 in each row are classes, and so is a column of few names', () => {
		expect(table('id,x,y,z\na,1,0,0\nb,0,1,0\nc,0,0,1').guess.task).toBe('multiclass');
		expect(table('id,Sex,class\na,F,viral\nb,M,none\nc,F,viral').guess).toMatchObject({
			task: 'multiclass',
			target: 'class',
			labels: ['none', 'viral'],
		});
	});
});

describe('what is said in the form', () => {
	const { columns } = table('id,Edema,Mass,kind\na,1,1,x\nb,0,1,y');
	const choices: Choices = {
		task: 'multilabel',
		id: 'id',
		chosen: ['Mass', 'Edema'],
		target: '',
		metric: 'mean_auroc',
		threshold: 0.5,
		missingLabels: 'error',
		group: '',
	};

	it('becomes a specification, with labels in the order of the file', () => {
		const { spec } = specFrom(choices, columns);
		expect(spec).toMatchObject({ task: 'multilabel', labels: ['Edema', 'Mass'] });
		expect(spec).not.toHaveProperty('group');
		const named = specFrom({ ...choices, task: 'multiclass', target: 'kind' }, columns).spec;
		expect(named).toMatchObject({ labels: ['x', 'y'], target: 'kind' });
	});

	it.each([
		[{ chosen: [] }, 'at least one'],
		[{ task: 'binary' as const }, 'the one finding'],
		[{ task: 'multiclass' as const, chosen: ['Mass'] }, 'two classes'],
		[{ threshold: null }, 'threshold'],
		[{ id: 'Mass' }, 'id column'],
	])('%j is not enough', (change, words) => {
		expect(specFrom({ ...choices, ...change }, columns).problem).toContain(words);
	});
});

describe('files with labels', () => {
	const yaml = `slug: local-test
title: Local
task: multilabel
id: image
labels: [Edema, Mass]
metric: mean_auroc
solution: labels/solution.csv
baselines: [{ name: x, file: baselines/absent.csv }]
`;
	const solution = 'image,Edema,Mass\na,1,0\nb,0,1\nc,0,0\n';

	it('a folder needs its competition.yaml and its solution only, by whatever path', () => {
		const labels = describeLabels(
			new Map([
				['competition.yaml', bytes(yaml)],
				['solution.csv', bytes(solution)],
			]),
		);
		expect(labels).toMatchObject({ kind: 'folder', slug: 'local-test', rows: 3 });
	});

	it('what is wrong is listed as problems with their place, never thrown', () => {
		const typo = describeLabels(
			new Map([['competition.yaml', bytes(yaml.replace('task:', 'tsk:'))]]),
		);
		expect(typo.kind).toBe('refused');
		const missing = describeLabels(new Map([['competition.yaml', bytes(yaml)]]));
		expect(missing).toMatchObject({ kind: 'refused', problems: [{ code: 'missing_file' }] });
		const bad = describeLabels(
			new Map([
				['competition.yaml', bytes(yaml)],
				['solution.csv', bytes(solution.replace('a,1', 'a,maybe'))],
			]),
		);
		expect(bad).toMatchObject({ kind: 'refused', problems: [{ code: 'bad_label', row: 2 }] });
		expect(describeLabels(new Map([['x.csv', bytes('id,a\n')]]))).toMatchObject({
			kind: 'refused',
			problems: [{ code: 'header_only' }],
		});
		expect(describeLabels(new Map([['x.csv', new Uint8Array([0, 1, 2, 255, 254])]])).kind).toBe(
			'refused',
		);
		expect(describeLabels(new Map())).toMatchObject({ kind: 'refused' });
	});

	it('the generated example is understood by itself and scored', async () => {
		const file = exampleLabels();
		const files = await readFiles([{ path: file.name, file }]);
		const labels = describeLabels(files);
		if (labels.kind !== 'table') throw new Error(labels.kind);
		expect(labels.guess).toMatchObject({ task: 'multilabel', id: 'image', group: 'Patient' });
		const { spec } = specFrom(
			{
				...{ task: labels.guess.task, id: labels.guess.id, chosen: [...labels.guess.labels] },
				...{ target: '', metric: 'mean_auroc', threshold: 0.5, missingLabels: 'error' },
				group: 'Patient',
			},
			labels.columns,
		);
		const read = solutionOf(files, spec!, null);
		if (!read.ok) throw new Error('not read');
		const predictions = new Uint8Array(await examplePredictions().arrayBuffer());
		const result = scoreSubmission(predictions, read.solution, spec!);
		expect(result).toMatchObject({ ok: true, rows: 600 });
		if (result.ok) {
			expect(result.splits.public.groups).toBe(300);
			expect(result.splits.public.score).toBeGreaterThan(0.75);
			expect(result.splits.public.score).toBeLessThan(0.95);
		}
	});
});
