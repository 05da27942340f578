import { expect, it } from 'vitest';
import {
	readCompetitionFolder,
	unzipFolder,
	writeCompetitionFolder,
	zipFolder,
} from '#lib/competition-folder/index';
import { decode, PREDICTIONS, SOLUTION, smallFolder, YAML } from './small-folder.ts';

const FULL = `${YAML}summary: "A summary: with a colon"
group: Patient ID
threshold: 0.25
limits: { per_day: 5 }
opens: 2026-12-01T09:00:00+01:00
closes: 2026-12-20T23:59:00-05:00
generated: true
files: { train.csv: Training rows }
examples:
  - { name: Weak, file: examples/weak.csv, description: Not much }
baselines:
  - { name: Chance, file: baselines/chance.csv, note: Looks at nothing }
reported:
  - name: A paper
    score: 0.8
    printed: 0.81
    labels: { Edema: 0.7, Hernia: 0.9 }
    note: Elsewhere
    source: { title: Journal, url: https://example.org/paper }
`;

const full = () =>
	smallFolder({
		'competition.yaml': FULL,
		'examples/weak.csv': PREDICTIONS,
		'baselines/chance.csv': PREDICTIONS,
		'pages/rules.md': '# Rules\n',
	});

it('reads a folder, fills in defaults and counts', () => {
	const { problems, notices, summary, competition } = readCompetitionFolder(full());
	expect(problems).toEqual([]);
	expect(notices).toEqual([]);
	expect(competition!.config).toMatchObject({
		limits: { per_day: 5, final: 2 },
		opens: '2026-12-01T08:00:00.000Z',
		closes: '2026-12-21T04:59:00.000Z',
		missing_labels: 'error',
	});
	expect(competition!.spec).toEqual({
		task: 'multilabel',
		id: 'image',
		labels: ['Edema', 'Hernia'],
		metric: 'mean_auroc',
		threshold: 0.25,
		missingLabels: 'error',
		group: 'Patient ID',
	});
	expect(competition!.examples[0]).toMatchObject({ name: 'Weak', file: 'examples/weak.csv' });
	expect(competition!.baselines[0]).toMatchObject({ name: 'Chance', fileName: 'chance.csv' });
	expect(decode(competition!.sampleSubmission)).toMatch(/^image,Edema,Hernia\na,/);
	expect(summary).toMatchObject({
		rows: { public: 4, private: 4, ignored: 0 },
		labels: [
			{ name: 'Edema', positives: 4, public_positives: 2, private_positives: 2 },
			{ name: 'Hernia', positives: 4, public_positives: 2, private_positives: 2 },
		],
		files: [{ name: 'train.csv', size: 25 }],
		baselines: 1,
		reported: 1,
	});
});

it('written, zipped, unzipped and read again, it is the same competition', () => {
	const first = readCompetitionFolder(full()).competition!;
	const unzipped = unzipFolder(zipFolder(writeCompetitionFolder(first)));
	expect(unzipped.ok && [...unzipped.folder.keys()].sort()).toEqual([
		'baselines/chance.csv',
		'competition.yaml',
		'data/train.csv',
		'examples/weak.csv',
		'pages/overview.md',
		'pages/rules.md',
		'sample_submission.csv',
		'solution.csv',
	]);
	const second = readCompetitionFolder(unzipped.ok ? unzipped.folder : new Map());
	expect(second.problems).toEqual([]);
	expect(second.competition).toEqual(first);
});

it('says what an organiser should know', () => {
	const { problems, notices } = readCompetitionFolder(
		smallFolder({
			'competition.yaml': `${YAML}group: Patient ID\n`,
			'solution.csv': SOLUTION.replace('f,0,1,p3', 'f,0,0,p2').replace('g,1,1', 'g,1,0'),
			'notes.txt': 'to do',
		}),
	);
	expect(problems).toEqual([]);
	expect(notices).toMatchObject([
		{ code: 'few_positives', column: 'Hernia', detail: expect.stringContaining('private') },
		{ code: 'group_in_both_splits', column: 'Patient ID', count: 1 },
		{ code: 'ignored_file', file: 'notes.txt' },
	]);
});

it('a solution of public rows alone has no private board, and says so', () => {
	const { competition, notices } = readCompetitionFolder(
		smallFolder({ 'solution.csv': SOLUTION.replaceAll('Private', 'Public') }),
	);
	expect(competition).not.toBeNull();
	expect(notices.map(({ code }) => code)).toEqual(['no_private_rows']);
});

it('reads binary and multiclass competitions', () => {
	const binary = readCompetitionFolder(
		smallFolder({
			'competition.yaml': YAML.replace('multilabel', 'binary')
				.replace('[Edema, Hernia]', '[Edema]\nnegative: none')
				.replace('mean_auroc', 'accuracy'),
		}),
	);
	expect(binary.problems).toEqual([]);
	const multiclass = readCompetitionFolder(
		smallFolder({
			'competition.yaml': YAML.replace('multilabel', 'multiclass')
				.replace('[Edema, Hernia]', '[Edema, Hernia]\ntarget: finding')
				.replace('mean_auroc', 'accuracy'),
			'solution.csv':
				'image,finding,Usage\na,Edema,Public\nb,Hernia,Public\nc,Edema,Private\nd,Hernia,Private\n',
		}),
	);
	expect(multiclass.problems).toEqual([]);
	expect(multiclass.summary!.labels[0]).toMatchObject({ positives: 2, public_positives: 1 });
	expect(multiclass.competition!.solution.target).toBe('finding');
});
