import { gzipSync } from 'node:zlib';
import { zipSync } from 'fflate';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Submission, SubmissionSummary } from '#lib/api/schemas/submissions';
import { openContest, type Contest } from './contest.ts';
import { predictions } from './small.ts';
import { call, codesOf } from './world.ts';

const HOUR = 3_600_000;

let contest: Contest;
beforeEach(async () => {
	contest = await openContest();
});
afterEach(() => contest.world.close());

const read = async (id: string) =>
	(await call<Submission>(contest.world.holdout, contest.person, `/submissions/${id}`)).body;

async function scored(body: BodyInit, query?: string): Promise<Submission> {
	const { body: made, status } = await contest.send(body, query);
	expect(status).toBe(202);
	await contest.world.holdout.lifecycle.drain();
	return read(made.id);
}

describe('a good file', () => {
	it('is received, scored and placed', async () => {
		const answer = await contest.send(predictions(1));
		expect(answer).toMatchObject({ status: 202, body: { status: 'received', score: null } });
		expect(answer.response.headers.get('location')).toBe(`/api/v1/submissions/${answer.body.id}`);
		await contest.world.holdout.lifecycle.drain();
		const done = await read(answer.body.id);
		expect(done).toMatchObject({
			status: 'scored',
			score: 1,
			attempt_returned: false,
			standing: { rank: 1, of: 1, tied: false, is_best: true },
			evaluation: { metric: 'mean_auroc', solution_version: 1, splits: { public: { score: 1 } } },
		});
		expect(Object.keys(done.evaluation!.splits)).toEqual(['public']);
		expect(done).not.toHaveProperty('private_score');
	});

	it('is kept as it came', async () => {
		const packed = gzipSync(predictions(0.7));
		const made = await call<Submission>(
			contest.world.holdout,
			contest.person,
			'/competitions/small/submissions',
			{
				method: 'POST',
				body: packed,
				type: 'application/gzip',
			},
		);
		await contest.world.holdout.lifecycle.drain();
		expect(codesOf((await read(made.body.id)).notices)).toContain('compressed');
		const { api } = contest.world.holdout;
		const file = await api.request(`/api/v1/submissions/${made.body.id}/file`, {
			headers: contest.person.headers,
		});
		expect(Buffer.from(await file.arrayBuffer()).equals(packed)).toBe(true);
	});

	it('may be a zip with one CSV, or a part of a form', async () => {
		const zip = zipSync({ 'p.csv': new TextEncoder().encode(predictions(0.7)) });
		const zipped = await call<Submission>(
			contest.world.holdout,
			contest.person,
			'/competitions/small/submissions',
			{
				method: 'POST',
				body: zip as Uint8Array<ArrayBuffer>,
				type: 'application/zip',
			},
		);
		const form = new FormData();
		form.set('file', new File([predictions(0.6)], 'from-form.csv', { type: 'text/csv' }));
		const formed = await call<Submission>(
			contest.world.holdout,
			contest.person,
			'/competitions/small/submissions',
			{
				method: 'POST',
				body: form,
			},
		);
		await contest.world.holdout.lifecycle.drain();
		expect(await read(zipped.body.id)).toMatchObject({ status: 'scored' });
		expect(await read(formed.body.id)).toMatchObject({
			status: 'scored',
			file: { name: 'from-form.csv' },
		});
	});

	it.each([
		['../../etc/passwd', 'passwd'],
		['C:\\Users\\me\\a.csv', 'a.csv'],
		['a\u202efdp.csv\u0000', 'afdp.csv'],
		['', 'predictions.csv'],
		['ñandú 研究.csv', 'ñandú 研究.csv'],
	])('named %j is called %j', async (given, kept) => {
		const { body } = await contest.send(predictions(0.5), `?filename=${encodeURIComponent(given)}`);
		expect(body.file.name).toBe(kept);
		const file = await call(contest.world.holdout, contest.person, `/submissions/${body.id}/file`);
		expect(file.status).toBe(200);
		expect(file.response.headers.get('content-disposition')).toMatch(/^attachment; filename="/);
	});
});

describe('a bad file', () => {
	const bad: [string, BodyInit, string][] = [
		['empty', '', 'empty_file'],
		['header only', 'image,Effusion,Nodule\n', 'header_only'],
		['a broken archive', Buffer.from('504b0304140000000800', 'hex'), 'bad_archive'],
		['missing a column', predictions(0.5).replace('Nodule', 'Nodul3'), 'missing_column'],
		['with a text cell', predictions(0.5).replace(/,0\.\d+\n/, ',high\n'), 'not_a_number'],
		['missing an id', predictions(0.5, { rows: 59 }), 'missing_id'],
	];

	it.each(bad)('%s is invalid, says why, and costs nothing', async (_, body, code) => {
		const done = await scored(body);
		expect(done).toMatchObject({ status: 'invalid', score: null, attempt_returned: true });
		expect(codesOf(done.problems)).toContain(code);
		expect(done.problems[0]!.remedy).not.toBe('');
		expect(done.problem).toBe(done.problems[0]!.detail);
		expect(await contest.attempts()).toMatchObject({ used: 0, left: 5 });
		expect(contest.world.logged.filter(({ level }) => level > 40)).toEqual([]);
	});

	it('that is a zip bomb is invalid, and the attempt comes back', async () => {
		const zeros = new Uint8Array(200_000_000);
		const bomb = zipSync({ 'p.csv': [zeros, { level: 9 }] });
		expect(bomb.length).toBeLessThan(1_000_000);
		const done = await scored(bomb as Uint8Array<ArrayBuffer>);
		expect(done).toMatchObject({ status: 'invalid', attempt_returned: true });
		expect(codesOf(done.problems)).toEqual(['archive_too_large']);
		expect(await contest.attempts()).toMatchObject({ used: 0 });
	});
});

describe('what is refused at once', () => {
	const big = 'x'.repeat(1_000_001);

	it('is too large by its own word, before a byte is read', async () => {
		const body = new ReadableStream(
			{
				pull: () => {
					throw new Error('was read');
				},
			},
			{ highWaterMark: 0 },
		);
		const answer = await call(
			contest.world.holdout,
			contest.person,
			'/competitions/small/submissions',
			{
				method: 'POST',
				body,
				type: 'text/csv',
				headers: { 'content-length': '1000001' },
			},
		);
		expect(answer).toMatchObject({ status: 413, body: { code: 'file_too_large' } });
		expect(await contest.attempts()).toMatchObject({ used: 0 });
	});

	it('is too large without saying so', async () => {
		const stream = new Blob([big]).stream();
		expect(await contest.send(stream)).toMatchObject({
			status: 413,
			body: { code: 'file_too_large' },
		});
	});

	it('is too large as a form', async () => {
		const form = new FormData();
		form.set('file', new File([big], 'x.csv'));
		const answer = await call(
			contest.world.holdout,
			contest.person,
			'/competitions/small/submissions',
			{
				method: 'POST',
				body: form,
			},
		);
		expect(answer).toMatchObject({ status: 413, body: { code: 'file_too_large' } });
	});

	it('takes a file of exactly the limit', async () => {
		expect((await contest.send('x'.repeat(1_000_000))).status).toBe(202);
	});

	it.each(['application/json', 'image/png', 'text/html'])('is %s', async (type) => {
		const answer = await call(
			contest.world.holdout,
			contest.person,
			'/competitions/small/submissions',
			{
				method: 'POST',
				body: predictions(0.5),
				type,
			},
		);
		expect(answer).toMatchObject({ status: 415, body: { code: 'unsupported_media_type' } });
	});

	it('is a form without a file, or one that is cut off', async () => {
		const form = new FormData();
		form.set('note', 'hello');
		const post = (body: BodyInit, type?: string) =>
			call(contest.world.holdout, contest.person, '/competitions/small/submissions', {
				method: 'POST',
				body,
				type,
			});
		expect(await post(form)).toMatchObject({ status: 400, body: { code: 'invalid_request' } });
		expect(await post('--x\r\n', 'multipart/form-data; boundary=x')).toMatchObject({ status: 400 });
		expect(await post('x', 'multipart/form-data')).toMatchObject({ status: 400 });
	});

	it('comes before the opening or after the close', async () => {
		await contest.world.close();
		contest = await openContest('opens: 2026-01-10T13:00:00Z\ncloses: 2026-01-11T13:00:00Z');
		expect(await contest.send(predictions(0.5))).toMatchObject({
			status: 409,
			body: { code: 'competition_not_open' },
		});
		contest.clock += HOUR;
		expect((await contest.send(predictions(0.5))).status).toBe(202);
		contest.clock += 24 * HOUR;
		expect(await contest.send(predictions(0.5))).toMatchObject({
			status: 409,
			body: { code: 'competition_closed' },
		});
	});
});

it('lists submissions newest first, in pages', async () => {
	for (let i = 0; i < 5; i++) {
		await contest.send(predictions(i / 5), `?filename=${i}.csv`);
		contest.clock += 1000;
	}
	const page = async (n: number) => {
		const answer = await call<{ submissions: SubmissionSummary[]; total: number }>(
			contest.world.holdout,
			contest.person,
			`/competitions/small/submissions?page=${n}&page_size=2`,
		);
		expect(answer.body.total).toBe(5);
		return answer.body.submissions.map(({ file }) => file.name);
	};
	expect([await page(1), await page(2), await page(3), await page(4)]).toEqual([
		['4.csv', '3.csv'],
		['2.csv', '1.csv'],
		['0.csv'],
		[],
	]);
});
