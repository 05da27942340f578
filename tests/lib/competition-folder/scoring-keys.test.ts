/** Keys that say how submissions are scored and shown: metrics, thresholds, parameters, bands, show. */
import { describe, expect, it } from 'vitest';
import { readCompetitionFolder, writeCompetitionFolder } from '#lib/competition-folder/index';
import { showOf } from '#lib/competition-folder/show';
import { metrics, metricsFor } from '#scorer/index';
import { decode, smallFolder, SOLUTION, YAML } from './small-folder.ts';

/** Ages of the eight images, as one more column. */
const withAges = (ages: string[]) =>
	SOLUTION.trimEnd()
		.split('\n')
		.map((line, i) => `${line},${i === 0 ? 'Age' : ages[i - 1]}`)
		.join('\n') + '\n';
const AGES = ['5', '17', '18', '40', '66', '', '80', '30'];

const read = (lines: string, solution = withAges(AGES)) =>
	readCompetitionFolder(
		smallFolder({ 'competition.yaml': `${YAML}${lines}\n`, 'solution.csv': solution }),
	);

const [further] = metricsFor('multilabel').filter(({ id }) => id !== 'mean_auroc');
const misfit = metrics.find(({ task }) => !task.includes('multilabel'))!;
const withParameter = metrics.find(({ parameters }) => parameters);

it('reads thresholds by finding; the others keep 0.5', () => {
	const { competition, problems } = read('threshold: { Hernia: 0.2 }');
	expect(problems).toEqual([]);
	expect(competition!.spec).toMatchObject({ threshold: 0.5, thresholds: { Hernia: 0.2 } });
});

it('reads columns, bands, the least group and what is shown, and writes them back', () => {
	const lines = [
		`metrics: [${further!.id}]`,
		'ranking: mean_rank',
		'subgroups: [Age]',
		'bands: { Age: [18, 65] }',
		'min_group: 3',
		'threshold: { Edema: 0.3 }',
		'show: { curves: never, subgroups: always }',
	].join('\n');
	const { competition, problems } = read(lines);
	expect(problems).toEqual([]);
	expect(competition!.spec).toMatchObject({
		columns: [further!.id],
		bands: { Age: [18, 65] },
		minGroup: 3,
	});
	expect(competition!.config).toMatchObject({ ranking: 'mean_rank', show: { curves: 'never' } });
	const written = writeCompetitionFolder(competition!);
	expect(readCompetitionFolder(written).competition).toEqual(competition);
	expect(decode(written.get('competition.yaml'))).toMatch(/^ranking: mean_rank$/m);
});

it('says nothing where nothing was said', () => {
	const { competition } = read('');
	expect(Object.keys(competition!.spec).sort()).toEqual(
		['id', 'labels', 'metric', 'missingLabels', 'task', 'threshold'].sort(),
	);
	const yaml = decode(writeCompetitionFolder(competition!).get('competition.yaml'));
	expect(yaml).not.toMatch(/metrics|ranking|parameters|bands|min_group|show/);
});

describe('what is shown unless the organiser says otherwise', () => {
	it('curves wait for the close where labels are real', () => {
		expect(showOf({ generated: false })).toEqual({
			curves: 'after_close',
			subgroups: 'after_close',
			comparisons: 'always',
		});
		expect(showOf({ generated: true }).curves).toBe('always');
		expect(showOf({ generated: true, show: { curves: 'never' } }).curves).toBe('never');
	});
});

describe.each([
	['an unknown further metric', 'metrics: [nothing]', 'unknown_metric', 8, 'metrics[1]'],
	['one of another task', `metrics: [${misfit.id}]`, 'metric_task_mismatch', 8, 'metrics[1]'],
	['the ranking metric again', 'metrics: [mean_auroc]', 'duplicate_metric', 8, 'metrics[1]'],
	[
		'a metric twice',
		`metrics:\n  - ${further!.id}\n  - ${further!.id}`,
		'duplicate_metric',
		10,
		'metrics[2]',
	],
	['a mean of one rank', 'ranking: mean_rank', 'bad_value', 8, 'ranking'],
	['a ranking that is none', 'ranking: best', 'bad_value', 8, 'ranking'],
	[
		'a threshold of no finding',
		'threshold:\n  Edema: 0.1\n  Hernja: 0.2',
		'unknown_label',
		10,
		'threshold.Hernja',
	],
	['a threshold in words', 'threshold:\n  Edema: low', 'bad_value', 9, 'threshold.Edema'],
	[
		'a parameter of no metric',
		'parameters: { top_q: 3 }',
		'unknown_parameter',
		8,
		'parameters.top_q',
	],
	['bands of no subgroup', 'bands: { Age: [18] }', 'bad_value', 8, 'bands.Age'],
	['bands that fall', 'subgroups: [Age]\nbands: { Age: [65, 18] }', 'bad_value', 9, 'bands.Age'],
	['a group of nobody', 'min_group: 0', 'bad_value', 8, 'min_group'],
	['a part that is not shown', 'show: { curve: always }', 'unknown_key', 8, 'show.curve'],
	['a time that is none', 'show: { curves: soon }', 'bad_value', 8, 'show.curves'],
] as const)('%s', (_name, lines, code, row, column) => {
	it('is a problem at its line, with a remedy', () => {
		const { problems, competition } = read(lines);
		expect(competition).toBeNull();
		expect(problems).toMatchObject([{ code, row, column, file: 'competition.yaml' }]);
		expect(problems[0]!.remedy.length).toBeGreaterThan(5);
	});
});

it('bands of words are refused, whatever the bounds', () => {
	const ages = [...AGES.slice(0, 6), '058Y', 'unknown'];
	const { problems } = read('subgroups: [Age]\nbands: { Age: [18] }', withAges(ages));
	expect(problems).toMatchObject([
		{ code: 'not_a_number', row: 9, column: 'bands.Age', count: 2, examples: ['058Y', 'unknown'] },
	]);
});

it('a multiclass task has no thresholds by class', () => {
	const { problems } = readCompetitionFolder(
		smallFolder({
			'competition.yaml': `${YAML.replace('multilabel', 'multiclass').replace('mean_auroc', 'accuracy')}target: finding\nthreshold: { Edema: 0.3 }\n`,
			'solution.csv': 'image,finding,Usage\na,Edema,Public\nb,Hernia,Private\n',
		}),
	);
	expect(problems).toMatchObject([{ code: 'bad_value', column: 'threshold', row: 9 }]);
});

it.runIf(withParameter)('a parameter out of its range is refused', () => {
	const { task, id, parameters } = withParameter!;
	const [name, { range }] = Object.entries(parameters!)[0]!;
	const labels = task[0] === 'binary' ? '[Edema]' : '[Edema, Hernia]';
	const base = YAML.replace('multilabel', task[0]!)
		.replace('mean_auroc', id)
		.replace('[Edema, Hernia]', labels);
	const solution =
		task[0] === 'multiclass'
			? 'image,label,Usage\na,Edema,Public\nb,Hernia,Public\nc,Edema,Private\nd,Hernia,Private\n'
			: SOLUTION;
	const given = (value: number) =>
		readCompetitionFolder(
			smallFolder({
				'competition.yaml': `${base}parameters: { ${name}: ${value} }\n`,
				'solution.csv': solution,
			}),
		);
	expect(given(range[1]).problems).toEqual([]);
	expect(given(range[1]).competition!.spec.parameters).toEqual({ [name]: range[1] });
	expect(given(range[1] + 1).problems).toMatchObject([
		{ code: 'bad_value', row: 8, column: `parameters.${name}` },
	]);
});

it('tells of groups that are too small, of a column that is no group, and of curves', () => {
	const { notices } = read('subgroups: [Age, Patient ID]\nmin_group: 2\nshow: { curves: always }');
	expect(notices).toMatchObject([
		{ code: 'small_subgroups', column: 'Age', count: 4 },
		{ code: 'curves_shown', column: 'show.curves' },
	]);
	const banded = read('subgroups: [Age]\nbands: { Age: [18] }\nmin_group: 2');
	expect(banded.notices).toEqual([]);
	const rows = Array.from(
		{ length: 80 },
		(_, i) => `r${i},${i % 2},${i % 3 ? 0 : 1},Public,site ${i}`,
	);
	const many = read('subgroups: [Age]', `image,Edema,Hernia,Usage,Age\n${rows.join('\n')}\n`);
	expect(many.notices.map(({ code }) => code)).toContain('many_subgroups');
	expect(many.problems).toEqual([]);
	const each = Array.from({ length: 250 }, (_, i) => `r${i},${i % 2},1,Public,site ${i}`);
	const far = read('subgroups: [Age]', `image,Edema,Hernia,Usage,Age\n${each.join('\n')}\n`);
	expect(far.problems).toMatchObject([
		{ code: 'bad_value', row: 8, column: 'subgroups[1]', count: 250 },
	]);
});
