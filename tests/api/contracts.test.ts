/** Every answer is what the schemas say, for each task: the client and the OpenAPI document rely on them. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { Comparable, ComparisonReport } from '#lib/api/schemas/compare';
import { ApiToken, CreatedToken, Me, User } from '#lib/api/schemas/accounts';
import {
	Attempts,
	CompetitionDetail,
	CompetitionSummary,
	MetricInfo,
	SubmissionFormatSchema,
} from '#lib/api/schemas/competitions';
import { Leaderboard } from '#lib/api/schemas/leaderboard';
import { Submission, SubmissionIntervals, SubmissionSummary } from '#lib/api/schemas/submissions';
import { metrics, sampleSubmission, type SubmissionFormat } from '#scorer/index';
import {
	call,
	importFolder,
	joinAs,
	newPerson,
	openWorld,
	submit,
	type Person,
	type World,
} from './world.ts';

const encode = (text: string) => new TextEncoder().encode(text);
const ROWS = 40;
const usage = (i: number) => ['Public', 'Private', 'Ignored', 'Public', 'Private'][i % 5];

const TASKS = {
	multilabel: {
		yaml: 'labels: [Edema, Hernia]\nmetric: mean_auroc\nmetrics: [macro_f1, hamming_loss]\nthreshold: { Edema: 0.4 }',
		header: 'id,Edema,Hernia,Usage',
		row: (i: number) => `${i % 3 ? 0 : 1},${i % 4 ? 1 : 0}`,
	},
	binary: {
		yaml: 'labels: [opacity]\nnegative: none\nmetric: accuracy\nmetrics: [auroc, brier]\nranking: mean_rank\ngroup: Patient',
		header: 'id,opacity,Usage',
		row: (i: number) => `${i % 3 ? 0 : 1}`,
	},
	multiclass: {
		yaml: 'labels: [COVID-19, Normal, Viral]\ntarget: label\nmetric: accuracy\nmetrics: [top_k_accuracy]\nparameters: { top_k: 2 }',
		header: 'id,label,Usage',
		row: (i: number) => ['COVID-19', 'Normal', 'Viral'][i % 3],
	},
} as const;
const SHOWN =
	'subgroups: [Sex]\nmin_group: 3\nshow: { curves: always, subgroups: always, comparisons: always }\n';
type Task = keyof typeof TASKS;

let world: World;
let organiser: Person;
let person: Person;
beforeAll(async () => {
	world = await openWorld();
	organiser = await newPerson(world.holdout, 'admin');
	person = await newPerson(world.holdout);
	for (const task of Object.keys(TASKS) as Task[]) {
		const { yaml, header, row } = TASKS[task];
		const lines = Array.from(
			{ length: ROWS },
			(_, i) => `row-${i},${row(i)},${usage(i)},${i % 2 ? 'F' : 'M'},p${i >> 1}`,
		);
		const config = `slug: ${task}\ntitle: T\ntask: ${task}\nid: id\n${yaml}\nlimits: { per_day: 9 }\n${SHOWN}`;
		const folder = new Map([
			['competition.yaml', encode(config)],
			['solution.csv', encode(`${header},Sex,Patient\n${lines.join('\n')}\n`)],
			['data/a.txt', encode('a')],
		]);
		await importFolder(world.holdout, folder, organiser.id);
		await joinAs(world.holdout, person, task);
	}
});
afterAll(() => world.close());

/** Strict: a field that the schema does not name is a contract that nobody wrote down. */
async function expectAnswer(schema: z.ZodType, who: Person, path: string, init = {}) {
	const answer = await call(world.holdout, who, path, init);
	expect(answer.status, `${path}: ${answer.text}`).toBeLessThan(300);
	const parsed = schema.safeParse(answer.body);
	expect(parsed.error?.issues ?? [], path).toEqual([]);
	expect(answer.body, path).toEqual(parsed.data);
	return answer.body;
}

describe.each(Object.keys(TASKS) as Task[])('%s', (task) => {
	const at = `/competitions/${task}`;

	it('answers as its schemas say', async () => {
		const format = await expectAnswer(SubmissionFormatSchema, person, `${at}/format`);
		expect(format.ids).toHaveLength(ROWS);
		const sample = sampleSubmission(format as unknown as SubmissionFormat);
		const given = await call(world.holdout, person, `${at}/sample-submission.csv`);
		expect(given.text).toBe(new TextDecoder().decode(sample));
		const { body } = await submit(world.holdout, person, task, sample as Uint8Array<ArrayBuffer>);
		expect(Submission.safeParse(body).error?.issues ?? []).toEqual([]);
		await submit(world.holdout, organiser, task, given.text, '?baseline=Sample');
		const refused = await submit(world.holdout, person, task, 'id\n');
		await world.holdout.lifecycle.drain();
		for (const who of [person, organiser]) {
			const seen = await expectAnswer(Submission, who, `/submissions/${body.id}`);
			expect(seen).toMatchObject({ status: 'scored', standing: { rank: 1, of: 1 } });
			const { references, evaluation } = seen as unknown as Submission;
			// The baseline is the same file, so its marks are this report's own figures.
			const [{ figure, labels } = { figure: '', labels: {} }] = references;
			expect(Object.keys(labels)).toEqual(Object.keys(evaluation!.splits.public.labels));
			for (const [label, value] of Object.entries(labels)) {
				expect(value, label).toBe(evaluation!.splits.public.labels[label]![figure] ?? null);
			}
			await expectAnswer(Submission, who, `/submissions/${refused.body.id}`);
			await expectAnswer(CompetitionDetail, who, at);
			await expectAnswer(Leaderboard, who, `${at}/leaderboard`);
		}
		await expectAnswer(Leaderboard, organiser, `${at}/leaderboard?split=private`);
		for (const who of [person, organiser]) {
			await expectAnswer(SubmissionIntervals, who, `/submissions/${body.id}/intervals`);
			const { own, baselines } = await expectAnswer(Comparable, who, `${at}/comparable`);
			expect([own, baselines]).toMatchObject([[{ submission: body.id }], [{ name: 'Sample' }]]);
			const [{ submission: b }] = baselines as unknown as [{ submission: string }];
			const pair = `${at}/compare?a=${body.id}&b=${b}`;
			const { splits } = await expectAnswer(ComparisonReport, who, pair);
			expect(splits).toHaveProperty('public.metrics');
		}
		await expectAnswer(Attempts, person, `${at}/attempts`);
		const page = { total: z.number(), page: z.number(), page_size: z.number() };
		const list = z.object({ submissions: z.array(SubmissionSummary), ...page });
		await expectAnswer(list, person, `${at}/submissions`);
		await expectAnswer(list, organiser, `${at}/submissions?scope=all`);
	});
});

it('answers about accounts as its schemas say', async () => {
	await expectAnswer(Me, person, '/me');
	await expectAnswer(z.object({ users: z.array(User) }), organiser, '/users');
	await expectAnswer(User, organiser, `/users/${person.id}`, {
		method: 'PATCH',
		json: { role: 'organiser' },
	});
	const json = { name: 'ci', scopes: ['read', 'submit'], expires_in_days: 3 };
	await expectAnswer(CreatedToken, person, '/tokens', { method: 'POST', json });
	await expectAnswer(z.object({ tokens: z.array(ApiToken) }), person, '/tokens');
	const competitions = z.object({ competitions: z.array(CompetitionSummary) });
	const { competitions: all } = await expectAnswer(competitions, person, '/competitions');
	expect(all).toMatchObject([{ joined: true }, { joined: true }, { joined: true }]);
});

it('lists every metric as its schema says', async () => {
	const { metrics: listed } = await expectAnswer(
		z.object({ metrics: z.array(MetricInfo) }),
		person,
		'/metrics',
	);
	const ids = (listed as unknown as { id: string }[]).map(({ id }) => id);
	expect(ids).toEqual(metrics.map(({ id }) => id));
});
