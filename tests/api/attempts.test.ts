import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openContest, type Contest } from './contest.ts';
import type { SubmissionSummary } from '#lib/api/schemas/submissions';
import { predictions } from './small.ts';
import { call, newPerson, submit } from './world.ts';

const HOUR = 3_600_000;

let contest: Contest;
beforeEach(async () => {
	contest = await openContest();
});
afterEach(() => contest.world.close());

describe('attempts', () => {
	it('twenty at once against a limit of five: five are accepted', async () => {
		const answers = await Promise.all(
			Array.from({ length: 20 }, (_, i) => contest.send(predictions(i / 20))),
		);
		const statuses = answers.map(({ status }) => status).sort();
		expect(statuses).toEqual([...Array(5).fill(202), ...Array(15).fill(429)]);
		for (const { body, status } of answers) {
			if (status === 429) expect(body).toMatchObject({ code: 'attempts_used_up' });
		}
		await contest.world.holdout.lifecycle.drain();
		const list = await call<{ total: number; submissions: SubmissionSummary[] }>(
			contest.world.holdout,
			contest.person,
			'/competitions/small/submissions',
		);
		expect(list.body.total).toBe(5);
		expect(list.body.submissions.every(({ status }) => status === 'scored')).toBe(true);
	});

	it('come free one by one, 24 hours after each', async () => {
		for (let i = 0; i < 5; i++) {
			expect((await contest.send(predictions(0.5))).status).toBe(202);
			contest.clock += HOUR;
		}
		const first = contest.clock - 5 * HOUR;
		const nextFree = new Date(first + 24 * HOUR).toISOString();
		expect(await contest.attempts()).toEqual({
			per_day: 5,
			used: 5,
			left: 0,
			next_free_at: nextFree,
		});
		const refused = await contest.send(predictions(0.5));
		expect(refused.body).toMatchObject({ code: 'attempts_used_up', next_free_at: nextFree });
		expect(refused.response.headers.get('retry-after')).toBe(String(19 * 3600));
		contest.clock = first + 24 * HOUR;
		expect(await contest.attempts()).toMatchObject({ used: 4, left: 1, next_free_at: null });
		expect((await contest.send(predictions(0.5))).status).toBe(202);
		expect((await contest.send(predictions(0.5))).status).toBe(429);
	});

	it('respect a limit that was lowered', async () => {
		for (let i = 0; i < 4; i++) {
			await contest.send(predictions(0.5));
			contest.clock += HOUR;
		}
		const admin = await newPerson(contest.world.holdout, 'admin');
		await call(contest.world.holdout, admin, '/competitions/small', {
			method: 'PATCH',
			json: { limits: { per_day: 2 } },
		});
		// The third of four must be 24 hours old before fewer than two are left in the window.
		expect(await contest.attempts()).toMatchObject({
			left: 0,
			next_free_at: new Date(contest.clock - 2 * HOUR + 24 * HOUR).toISOString(),
		});
	});

	it('are not needed by baselines', async () => {
		const admin = await newPerson(contest.world.holdout, 'admin');
		for (let i = 0; i < 7; i++) {
			const made = await submit(
				contest.world.holdout,
				admin,
				'small',
				predictions(i / 7),
				'?baseline=Random',
			);
			expect(made.status).toBe(202);
		}
	});
});
