/** Proposals that are refused: with every problem at once, and nothing changed. */
import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { formOf, openRunning, SLUG, solutionText, type Running } from './rescoring-world.ts';
import { call, codesOf } from './world.ts';

let running: Running;
beforeAll(async () => {
	running = await openRunning([[0.5, 0.5]]);
});
afterAll(() => running.world.close());

it('lists everything wrong with a solution at once, and changes nothing', async () => {
	const lines = solutionText().trim().split('\n');
	const bad = lines
		.filter((line) => !line.startsWith('img-7,'))
		.map((line) =>
			line
				.replace(/^img-4,0/, 'img-4,maybe')
				.replace(/^img-11,/, 'img-10,')
				.replace(/^img-20,/, 'img-2O,')
				.replace(/^(img-\d+,[^,]+),1,Private/, '$1,0,Private'),
		);
	const { status, body } = await running.check({ solution: bad.join('\n') });
	expect(status).toBe(200);
	expect(body.ok).toBe(false);
	expect(codesOf(body.problems).sort()).toEqual(
		['bad_label', 'duplicate_id', 'missing_id', 'no_positives', 'unknown_id'].sort(),
	);
	const byCode = new Map(body.problems.map((problem) => [problem.code, problem]));
	expect(byCode.get('bad_label')).toMatchObject({
		column: 'Effusion',
		row: 6,
		examples: ['maybe'],
	});
	expect(byCode.get('duplicate_id')).toMatchObject({ row: 12, examples: ['img-10'] });
	expect(byCode.get('missing_id')!.examples).toEqual(['img-7', 'img-11', 'img-20']);
	expect(byCode.get('unknown_id')).toMatchObject({ row: 21, examples: ['img-2O'] });
	expect(byCode.get('no_positives')).toMatchObject({ column: 'Nodule' });
	for (const { remedy } of body.problems) expect(remedy).not.toBe('');
	const refused = await running.propose({ solution: bad.join('\n') });
	expect(refused).toMatchObject({ status: 422, body: { code: 'invalid_rescoring' } });
	expect((await running.get<{ rescorings: [] }>('')).body.rescorings).toEqual([]);
	const { db } = running.world.holdout;
	expect(await db.all(sql`SELECT count(*) AS n FROM evaluations`)).toEqual([{ n: 1 }]);
	expect(await db.all(sql`SELECT version FROM solution_versions`)).toEqual([{ version: 1 }]);
});

it.each([
	['nothing', {}, 'nothing_changed'],
	['a metric that does not exist', { metric: 'mean_aurok' }, 'unknown_metric'],
	['a metric of another task', { metric: 'quadratic_kappa' }, 'metric_task_mismatch'],
	['a column that the solution lacks', { subgroups: ['Sex'] }, 'missing_column'],
	['ranks of one metric', { ranking: 'mean_rank' }, 'bad_value'],
	['a threshold of a finding that is none', { threshold: { Oedema: 0.3 } }, 'unknown_label'],
])('refuses %s', async (_what, changes, code) => {
	const { body } = await running.check({ changes });
	expect(codesOf(body.problems)).toContain(code);
});

it('refuses what is no proposal', async () => {
	const { holdout } = running.world;
	const send = (form: FormData) =>
		call(holdout, running.organiser, `/competitions/${SLUG}/rescorings`, {
			...{ method: 'POST', body: form },
		});
	expect(await send(formOf({ reason: '' }))).toMatchObject({ status: 400 });
	expect(await send(formOf({ changes: { task: 'binary' } }))).toMatchObject({
		...{ status: 400, body: { code: 'invalid_request' } },
	});
	const noJson = formOf({});
	noJson.set('changes', '{');
	expect(await send(noJson)).toMatchObject({ status: 400 });
	const json = { method: 'POST', json: {} };
	expect(
		await call(holdout, running.organiser, `/competitions/${SLUG}/rescorings`, json),
	).toMatchObject({ status: 415 });
});
