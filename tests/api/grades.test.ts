/** From a board to grades that students read: scheme, preview, release, override, files. */
import Papa from 'papaparse';
import { afterEach, describe, expect, it } from 'vitest';
import type {
	GradePreview,
	GradeReleases,
	GradeSchemeState,
	OwnGrade,
} from '#lib/api/schemas/grades';
import { CLOSES, DAY, openClass, type Classroom } from './class.ts';
import { predictions } from './small.ts';
import { call, codesOf, submit, type Person } from './world.ts';

let room: Classroom;
afterEach(() => room.world.close());
const at = '/competitions/course';
const SCHEME = {
	scale: { min: 0, max: 10, step: 0.1, pass: 5 },
	split: 'private',
	rules: [
		{ rule: 'submitted', grade: 2 },
		{ rule: 'beats', baseline: 'Pixels', by: 'score', grade: 5 },
		{ rule: 'between', from: { baseline: 'VGG-MLP' }, to: { best: true }, grades: [7, 10] },
	],
};
const ask = <T = { code?: string; problems?: { code: string; column: string }[] }>(
	method: string,
	path: string,
	json?: unknown,
	who: { headers: Record<string, string> } = room.instructor,
) => call<T>(room.world.holdout, who, `${at}/grades${path}`, { method, json });
const preview = async (scheme: unknown = SCHEME) =>
	(await ask<GradePreview>('POST', '/preview', { scheme })).body;
const gradesOf = ({ rows }: GradePreview) => rows.map(({ name, grade }) => [name, grade]);
const mine = async (who: Person) =>
	(await ask<{ grade: OwnGrade | null }>('GET', '/mine', undefined, who)).body.grade;

/** Four students: strong, middling, late, absent; two baselines. */
async function graded() {
	room = await openClass({ late: { grace_hours: 0, percent_per_day: 10, days: 2 } });
	const { holdout } = room.world;
	await room.bring(
		'name,email,id,section\nAna Díaz,ana@x.org,0042,A\nBen,ben@x.org,2,A\nLea,lea@x.org,3,B\nNoa,noa@x.org,4,B\n',
	);
	for (const [name, skill] of [
		['Pixels', 0.2],
		['VGG-MLP', 0.5],
	] as const) {
		await submit(holdout, room.instructor, 'course', predictions(skill), `?baseline=${name}`);
	}
	const people = await Promise.all(['ana', 'ben', 'lea'].map((who) => room.enter(`${who}@x.org`)));
	const [ana, ben, lea] = people as [Person, Person, Person];
	await room.send(ana, predictions(1));
	await room.send(ben, predictions(0.35));
	room.clock = CLOSES + 1.5 * DAY;
	await room.send(lea, predictions(1));
	await holdout.lifecycle.drain();
	return { ana, ben, lea };
}
async function released(note = 'Well done') {
	await ask('PUT', '/scheme', { scheme: SCHEME, revision: 0 });
	room.clock = CLOSES + 3 * DAY;
	return ask<GradeReleases & { code?: string }>('POST', '/releases', { revision: 1, note });
}

describe('scheme', () => {
	it('is suggested from the baselines, and lists every mistake at its place', async () => {
		await graded();
		const { body } = await ask<GradeSchemeState>('GET', '/scheme');
		expect(body.revision).toBe(0);
		expect((await preview(body.scheme)).problems).toEqual([]);
		const wrong = {
			scale: { min: 0, max: 10 },
			rules: [
				{ rule: 'beats', baseline: 'ResNet', grade: 5 },
				{ rule: 'submitted', grade: 'two' },
				{
					rule: 'between',
					from: { baseline: 'VGG-MLP' },
					to: { baseline: 'Pixels' },
					grades: [1, 2],
				},
			],
		};
		const refused = await ask('PUT', '/scheme', { scheme: wrong, revision: 0 });
		expect([refused.status, refused.body.code]).toEqual([422, 'invalid_scheme']);
		const places = refused.body.problems!.map(({ code, column }) => [code, column]);
		expect(places).toEqual([
			['invalid_value', 'rules.1.grade'],
			['unknown_baseline', 'rules.0.baseline'],
			['marks_in_wrong_order', 'rules.2'],
		]);
		const high = { ...SCHEME, rules: [{ rule: 'submitted', grade: 11 }] };
		expect((await preview(high)).problems).toMatchObject([{ column: 'rules.0.grade' }]);
		await ask('PUT', '/scheme', { scheme: SCHEME, revision: 0 });
		const second = await ask('PUT', '/scheme', { scheme: SCHEME, revision: 0 });
		expect([second.status, second.body.code]).toEqual([409, 'edited_meanwhile']);
	});
});

describe('grades', () => {
	it('a late one costs what the class says, an absent one is none', async () => {
		await graded();
		const shown = await preview();
		expect(gradesOf(shown)).toEqual([
			...[
				['Ana Díaz', 10],
				['Ben', 5],
				['Lea', 8],
				['Noa', null],
			],
		]);
		const lea = shown.rows[2]!;
		expect(lea).toMatchObject({ days_late: 2, deduction: 2, rank: null, released: null });
		expect(lea.feedback).toContain('2 off for being 2 days late');
		expect(await mine(await room.account('ana@y.org'))).toBeNull();
	});

	it('nothing is told before everyone’s time has run out', async () => {
		const { ana } = await graded();
		await ask('PUT', '/scheme', { scheme: SCHEME, revision: 0 });
		const early = await ask('POST', '/releases', { revision: 1 });
		expect([early.status, early.body.code]).toEqual([409, 'conflict']);
		expect(await mine(ana)).toBeNull();
	});

	it('are released, set by hand, released again and withdrawn', async () => {
		const { ana, ben } = await graded();
		const first = await released();
		expect([first.status, first.body.releases?.length]).toEqual([201, 1]);
		expect(await mine(ana)).toMatchObject({ version: 1, grade: 10, note: 'Well done', rank: 1 });
		expect((await mine(ben))!.steps.filter(({ counts }) => counts)).toMatchObject([
			{ rule: 'beating Pixels', grade: 5 },
		]);
		const { id } = (await room.roster()).students[1]!;
		const by = { grade: 6.5, reason: 'Good report' };
		expect((await ask('PUT', `/overrides/${id}`, by)).status).toBe(204);
		expect((await mine(ben))!.grade).toBe(5);
		expect((await preview()).rows[1]).toMatchObject({ grade: 6.5, computed: 5, released: 5 });
		await ask('POST', '/releases', { revision: 1 });
		expect(await mine(ben)).toMatchObject({ version: 2, grade: 6.5, reason: 'Good report' });
		const back = await ask<GradeReleases>('POST', '/releases/2/withdraw', { reason: 'Mistaken' });
		expect(back.body.releases.map(({ current }) => current)).toEqual([false, true]);
		expect(await mine(ben)).toMatchObject({ version: 1, grade: 5 });
		expect((await ask('POST', '/releases', { revision: 7 })).body.code).toBe('edited_meanwhile');
	});

	it('files have the columns that Moodle and Canvas import', async () => {
		await graded();
		const file = (layout: string) =>
			call(room.world.holdout, room.instructor, `${at}/grades.csv?layout=${layout}`);
		expect((await file('moodle')).status).toBe(409);
		await released();
		const moodle = Papa.parse<string[]>((await file('moodle')).text.trim()).data;
		expect(moodle[0]).toEqual([
			...['Full name', 'ID number', 'Email address', 'Small course', 'Small course (feedback)'],
		]);
		expect(moodle[1]!.slice(0, 4)).toEqual(['Ana Díaz', '0042', 'ana@x.org', '10']);
		const canvas = Papa.parse<string[]>((await file('canvas')).text.trimEnd()).data;
		expect(canvas[0]!.slice(0, 5)).toEqual([
			...['Student', 'ID', 'SIS User ID', 'SIS Login ID', 'Section'],
		]);
		expect(canvas[5]!.at(-1)).toBe('');
	});

	it('are nobody else’s to see', async () => {
		const { ana, ben } = await graded();
		await released();
		for (const [method, path, json] of [
			['GET', '/scheme', undefined],
			['PUT', '/scheme', { scheme: SCHEME, revision: 1 }],
			['POST', '/preview', { scheme: SCHEME }],
			['GET', '/releases', undefined],
			['POST', '/releases', { revision: 1 }],
			['POST', '/releases/1/withdraw', { reason: 'No reason' }],
			['PUT', '/overrides/x', { grade: 10, reason: 'Me' + '!!' }],
			['DELETE', '/overrides/x', undefined],
		] as const) {
			const answer = await ask(method, path, json, ben);
			expect([method, path, answer.status]).toEqual([method, path, 403]);
		}
		const csv = await call(room.world.holdout, ana, `${at}/grades.csv`);
		expect(csv.status).toBe(403);
		expect(
			codesOf([(await ask('GET', '/mine', undefined, { headers: {} } as Person)).body as never]),
		).toEqual(['unauthenticated']);
	});
});
