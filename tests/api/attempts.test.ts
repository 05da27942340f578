import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Attempts } from '#lib/api/schemas/competitions';
import type { Submission, SubmissionSummary } from '#lib/api/schemas/submissions';
import { predictions } from './small.ts';
import {
	call,
	importSmall,
	joinAs,
	newPerson,
	openWorld,
	submit,
	type Person,
	type World,
} from './world.ts';

const HOUR = 3_600_000;

let world: World;
let clock: number;
let person: Person;

async function open(yaml = '', maxUploadBytes = 1_000_000) {
	clock = Date.UTC(2026, 0, 10, 12);
	world = await openWorld({ now: () => clock, maxUploadBytes });
	await newPerson(world.holdout, 'admin');
	await importSmall(world.holdout, { slug: 'small', yaml });
	person = await newPerson(world.holdout);
	await joinAs(world.holdout, person, 'small');
}
beforeEach(() => open('limits: { per_day: 5 }'));
afterEach(() => world.close());

const send = (body: BodyInit, query?: string) =>
	submit<Submission>(world.holdout, person, 'small', body, query);
const attempts = async () =>
	(await call<Attempts>(world.holdout, person, '/competitions/small/attempts')).body;

describe('attempts', () => {
	it('twenty at once against a limit of five: five are accepted', async () => {
		const answers = await Promise.all(
			Array.from({ length: 20 }, (_, i) => send(predictions(i / 20))),
		);
		const statuses = answers.map(({ status }) => status).sort();
		expect(statuses).toEqual([...Array(5).fill(202), ...Array(15).fill(429)]);
		for (const { body, status } of answers) {
			if (status === 429) expect(body).toMatchObject({ code: 'attempts_used_up' });
		}
		await world.holdout.lifecycle.drain();
		const list = await call<{ total: number; submissions: SubmissionSummary[] }>(
			world.holdout,
			person,
			'/competitions/small/submissions',
		);
		expect(list.body.total).toBe(5);
		expect(list.body.submissions.every(({ status }) => status === 'scored')).toBe(true);
	});

	it('come free one by one, 24 hours after each', async () => {
		for (let i = 0; i < 5; i++) {
			expect((await send(predictions(0.5))).status).toBe(202);
			clock += HOUR;
		}
		const first = clock - 5 * HOUR;
		const nextFree = new Date(first + 24 * HOUR).toISOString();
		expect(await attempts()).toEqual({ per_day: 5, used: 5, left: 0, next_free_at: nextFree });
		const refused = await send(predictions(0.5));
		expect(refused.body).toMatchObject({ code: 'attempts_used_up', next_free_at: nextFree });
		expect(refused.response.headers.get('retry-after')).toBe(String(19 * 3600));
		clock = first + 24 * HOUR;
		expect(await attempts()).toMatchObject({ used: 4, left: 1, next_free_at: null });
		expect((await send(predictions(0.5))).status).toBe(202);
		expect((await send(predictions(0.5))).status).toBe(429);
	});

	it('respect a limit that was lowered', async () => {
		for (let i = 0; i < 4; i++) {
			await send(predictions(0.5));
			clock += HOUR;
		}
		const admin = await newPerson(world.holdout, 'admin');
		await call(world.holdout, admin, '/competitions/small', {
			method: 'PATCH',
			json: { limits: { per_day: 2 } },
		});
		// The third of four must be 24 hours old before fewer than two are left in the window.
		expect(await attempts()).toMatchObject({
			left: 0,
			next_free_at: new Date(clock - 2 * HOUR + 24 * HOUR).toISOString(),
		});
	});

	it('are not needed by baselines', async () => {
		const admin = await newPerson(world.holdout, 'admin');
		for (let i = 0; i < 7; i++) {
			const made = await submit(
				world.holdout,
				admin,
				'small',
				predictions(i / 7),
				'?baseline=Random',
			);
			expect(made.status).toBe(202);
		}
	});
});
