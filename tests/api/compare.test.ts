import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Comparable, ComparisonReport } from '#lib/api/schemas/compare';
import type { CompetitionDetail } from '#lib/api/schemas/competitions';
import type { SubmissionIntervals } from '#lib/api/schemas/submissions';
import { castOf, SLUG, type Actor, type Cast } from './cast.ts';
import { predictions } from './small.ts';
import { call, joinAs, openWorld, submit, type World } from './world.ts';

const CLOSES = Date.UTC(2026, 5, 1);

let world: World;
let cast: Cast;
let clock = CLOSES - 86_400_000;
/** Submissions by what they are. */
let ids: Record<'first' | 'again' | 'better' | 'others' | 'net' | 'invalid' | 'elsewhere', string>;

beforeAll(async () => {
	world = await openWorld({ now: () => clock });
	const yaml = `metrics: [macro_f1]\nlimits: { per_day: 9 }\ncloses: ${new Date(CLOSES).toISOString()}\nshow: { curves: after_close }\n`;
	cast = await castOf(world.holdout, yaml);
	const { actors } = cast;
	await joinAs(world.holdout, actors.owner, 'elsewhere');
	const send = async (actor: Actor, csv: string, query?: string, slug = SLUG) =>
		(await submit(world.holdout, actors[actor], slug, csv, query)).body.id;
	ids = {
		first: cast.submission,
		again: await send('owner', predictions(0.5)),
		better: await send('owner', predictions(0.95)),
		others: await send('participant', predictions(0.3)),
		net: await send('organiser', predictions(0.2), '?baseline=Net'),
		invalid: await send('owner', 'not,a,submission\n'),
		elsewhere: await send('owner', predictions(0.5), undefined, 'elsewhere'),
	};
	await world.holdout.lifecycle.drain();
});
afterAll(() => world.close());

const compare = (a: string, b: string, actor: Actor = 'owner') =>
	call<ComparisonReport>(
		world.holdout,
		cast.actors[actor],
		`/competitions/${SLUG}/compare?a=${a}&b=${b}`,
	);

it('two identical submissions differ by nothing, p = 1', async () => {
	const { body, status } = await compare(ids.first, ids.again);
	expect(status).toBe(200);
	const { metrics, labels } = body.splits.public;
	expect(Object.keys(metrics)).toEqual(['mean_auroc', 'macro_f1']);
	for (const found of [...Object.values(metrics), ...Object.values(labels!)]) {
		expect(found).toMatchObject({ difference: 0, p: 1 });
	}
});

it('a better one is better, with interval, p and figures by finding', async () => {
	const { body } = await compare(ids.better, ids.net);
	const { mean_auroc: auroc } = body.splits.public.metrics;
	expect(auroc!.difference).toBeCloseTo(auroc!.a! - auroc!.b!, 12);
	expect(auroc!.interval![0]).toBeGreaterThan(0);
	expect(auroc!.p).toBeLessThan(0.05);
	expect(auroc!.test).toBe('delong');
	expect(body.splits.public.figure).toBe('auroc');
	expect(Object.keys(body.splits.public.labels!)).toEqual(['Effusion', 'Nodule']);
	expect(body).toMatchObject({
		competition: SLUG,
		metric: { id: 'mean_auroc' },
		metrics: [{ id: 'mean_auroc' }, { id: 'macro_f1' }],
		a: { submission: ids.better, kind: 'participant', file: 'mine.csv' },
		b: { submission: ids.net, name: 'Net', kind: 'baseline' },
	});
	const turned = (await compare(ids.net, ids.better, 'organiser')).body;
	expect(turned.splits.public.metrics.mean_auroc!.difference).toBe(-auroc!.difference!);
});

describe('who may compare what', () => {
	type Pair = readonly [a: keyof typeof ids | 'none', b: keyof typeof ids | 'none'];
	const table: [Actor, Pair, number, string?][] = [
		['owner', ['first', 'better'], 200],
		['owner', ['first', 'net'], 200],
		['ownerRead', ['first', 'net'], 200],
		['owner', ['net', 'first'], 404, 'not_found'],
		['owner', ['first', 'others'], 404, 'not_found'],
		['owner', ['others', 'first'], 404, 'not_found'],
		['owner', ['first', 'none'], 404, 'not_found'],
		['owner', ['first', 'elsewhere'], 404, 'not_found'],
		['owner', ['first', 'invalid'], 409, 'not_scored'],
		['participant', ['others', 'net'], 200],
		['participant', ['first', 'net'], 404, 'not_found'],
		['organiser', ['first', 'others'], 200],
		['organiserToken', ['others', 'first'], 200],
		['organiser', ['first', 'elsewhere'], 404, 'not_found'],
		['organiserRead', ['first', 'net'], 403, 'not_joined'],
		['otherOrganiser', ['first', 'net'], 403, 'not_joined'],
		['stranger', ['first', 'net'], 403, 'not_joined'],
		['anonymous', ['first', 'net'], 401, 'unauthenticated'],
		['admin', ['first', 'others'], 200],
	];
	it.each(table)('%s: %j', async (actor, [a, b], status, code) => {
		const id = (name: Pair[0]) => (name === 'none' ? 'none' : ids[name]);
		const answer = await compare(id(a), id(b), actor);
		expect(answer.status, answer.text).toBe(status);
		if (code) expect(answer.body).toMatchObject({ code });
	});

	it('one that is not the reader’s is answered like one that does not exist', async () => {
		const others = await compare(ids.first, ids.others);
		const none = await compare(ids.first, 'none');
		expect(others.text).toBe(none.text);
	});

	it('lists own scored submissions and the baselines; organisers have everyone’s', async () => {
		const list = async (actor: Actor) =>
			(
				await call<Comparable>(
					world.holdout,
					cast.actors[actor],
					`/competitions/${SLUG}/comparable`,
				)
			).body;
		const mine = await list('owner');
		expect(mine.own.map(({ submission }) => submission)).toEqual([
			ids.better,
			ids.again,
			ids.first,
		]);
		const baselines = mine.baselines.map(({ name, kind }) => ({ name, kind }));
		expect(baselines.sort((a, b) => a.name.localeCompare(b.name))).toEqual([
			{ name: 'Net', kind: 'baseline' },
			{ name: 'Small network', kind: 'baseline' },
		]);
		expect(mine.baselines.find(({ name }) => name === 'Net')!.submission).toBe(ids.net);
		expect((await list('organiser')).own).toHaveLength(4);
	});
});

describe('until the close', () => {
	const curves = ({ splits }: ComparisonReport) => splits.public.roc !== undefined;

	it('participants get the public split without curves, organisers everything', async () => {
		const mine = (await compare(ids.first, ids.better)).body;
		expect(Object.keys(mine.splits)).toEqual(['public']);
		expect(curves(mine)).toBe(false);
		const organisers = (await compare(ids.first, ids.better, 'organiser')).body;
		expect(Object.keys(organisers.splits)).toEqual(['public', 'private', 'all']);
		expect(curves(organisers)).toBe(true);
	});

	it('the organiser may hide comparisons altogether', async () => {
		const set = (comparisons: string) =>
			call<CompetitionDetail>(world.holdout, cast.actors.organiser, `/competitions/${SLUG}`, {
				method: 'PATCH',
				json: { show: { comparisons } },
			});
		await set('after_close');
		for (const path of [`compare?a=${ids.first}&b=${ids.net}`, 'comparable']) {
			const answer = await call(world.holdout, cast.actors.owner, `/competitions/${SLUG}/${path}`);
			expect(answer).toMatchObject({ status: 403, body: { code: 'comparisons_hidden' } });
			expect(String(answer.body.remedy)).toMatch(/closed/);
		}
		expect((await compare(ids.first, ids.net, 'organiser')).status).toBe(200);
		await set('always');
		expect((await compare(ids.first, ids.net)).status).toBe(200);
	});
});

describe('intervals of every figure', () => {
	const intervals = (actor: Actor, id: string) =>
		call<SubmissionIntervals>(world.holdout, cast.actors[actor], `/submissions/${id}/intervals`);

	it('are those of the public split', async () => {
		const { body, status } = await intervals('owner', ids.first);
		expect(status).toBe(200);
		expect(Object.keys(body.splits)).toEqual(['public']);
		const { metrics, label_intervals } = body.splits.public!;
		const given = Object.values(metrics).filter(({ interval }) => interval);
		expect(given.length).toBeGreaterThan(5);
		for (const { interval } of given) expect(interval![0]).toBeLessThanOrEqual(interval![1]);
		const { value, interval } = metrics.mean_auroc!;
		expect(interval![0]).toBeLessThan(value!);
		expect(interval![1]).toBeGreaterThan(value!);
		expect(label_intervals.Effusion!.auroc).toHaveLength(2);
		expect(Object.keys((await intervals('organiser', ids.first)).body.splits)).toHaveLength(3);
	});

	it('are of scored submissions that the reader may see', async () => {
		expect((await intervals('participant', ids.first)).status).toBe(404);
		expect((await intervals('owner', ids.invalid)).body).toMatchObject({ code: 'not_scored' });
		expect((await intervals('anonymous', ids.net)).status).toBe(200);
	});
});

describe('figures as CSV', () => {
	const csv = (actor: Actor, id = ids.first) =>
		call<string>(world.holdout, cast.actors[actor], `/submissions/${id}/figures.csv`);

	it('has every figure with all its digits, overall and by finding', async () => {
		const { text, response } = await csv('owner');
		expect(response.headers.get('content-type')).toContain('text/csv');
		expect(response.headers.get('content-disposition')).toContain('attachment');
		const [head, ...lines] = text.trimEnd().split('\r\n');
		expect(head).toBe('split,label,figure,n,positives,value,lo,hi,method,reason');
		const cells = lines.map((line) => line.split(','));
		expect(new Set(cells.map(([split]) => split))).toEqual(new Set(['public']));
		const row = (label: string, figure: string) =>
			cells.find(([, l, f]) => l === label && f === figure)!;
		const report = (
			await call<{
				evaluation: { splits: { public: { score: number; interval: [number, number] } } };
			}>(world.holdout, cast.actors.owner, `/submissions/${ids.first}`)
		).body.evaluation.splits.public;
		expect(row('', 'mean_auroc').slice(5, 8).map(Number)).toEqual([
			report.score,
			...report.interval,
		]);
		expect(Number(row('Nodule', 'auroc')[4])).toBe(6);
	});

	it('has the private split for organisers only', async () => {
		expect((await csv('owner')).text).not.toMatch(/^(private|all),/m);
		expect((await csv('organiser')).text).toMatch(/^private,/m);
		expect((await csv('participant')).status).toBe(404);
	});
});

it('after the close private split and curves are there', async () => {
	clock = CLOSES;
	const { body } = await compare(ids.first, ids.better);
	expect(Object.keys(body.splits)).toEqual(['public', 'private', 'all']);
	expect(body.splits.private!.roc!.a.Effusion!.fpr.length).toBeGreaterThan(1);
	clock = CLOSES - 86_400_000;
});
