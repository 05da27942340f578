/** A competition that is a class: list, groups, pseudonyms, who sees whom, own closing times. */
import { afterEach, describe, expect, it } from 'vitest';
import type { CompetitionDetail } from '#lib/api/schemas/competitions';
import type { Leaderboard } from '#lib/api/schemas/leaderboard';
import type { Team } from '#lib/api/schemas/teams';
import { CLOSES, DAY, openClass, type Classroom } from './class.ts';
import { predictions } from './small.ts';
import { call, codesOf, joinAs, NOBODY } from './world.ts';

const LIST = `name,email,student number,section,group
Ana Díaz,ana@uni.edu,1,A,G1
Ben Ode,ben@uni.edu,2,A,G1
Eva Roth,eva@uni.edu,3,B,G1
Ida Sol,ida@uni.edu,4,B,
`;
let room: Classroom;
afterEach(() => room.world.close());
const at = '/competitions/course';
const board = (who: { headers: Record<string, string> }, query = '') =>
	room.get<Leaderboard>(who, `${at}/leaderboard?${query}`);
const names = (rows: { name: string }[]) => rows.map(({ name }) => name);
const codeOf = ({ body }: { body: unknown }) => (body as { code?: string }).code;
const teamOf = (who: { headers: Record<string, string> }) => room.get<Team>(who, `${at}/team`);

describe('class list', () => {
	it('says what is wrong, all of it, and changes nothing', async () => {
		room = await openClass();
		const { status, body } = await room.upload(
			'name,email\nAna,ana@uni\n,ben@uni.edu\nBen,ben@uni.edu\n',
		);
		expect(status).toBe(200);
		expect(body).toMatchObject({ ok: false, applied: false });
		expect(body.problems.map(({ code, row, column }) => [code, row, column])).toEqual([
			['bad_email', 2, 'email'],
			['empty_cell', 3, 'name'],
			['duplicate_email', 4, 'email'],
		]);
		const refused = await room.upload('name,email\nAna,ana@uni\n', `?apply=${body.revision}`);
		expect([refused.status, refused.body.code]).toEqual([422, 'invalid_roster']);
		expect((await room.roster()).students).toEqual([]);
	});

	it('shows what it changes, then changes it, once', async () => {
		room = await openClass();
		const { body } = await room.upload(LIST);
		expect(body).toMatchObject({ ok: true, applied: false, added: { length: 4 } });
		const done = await room.upload(LIST, `?apply=${body.revision}`);
		expect(done.body).toMatchObject({ applied: true, added: { length: 4 } });
		const { students, sections } = await room.roster();
		expect(names(students)).toEqual(['Ana Díaz', 'Ben Ode', 'Eva Roth', 'Ida Sol']);
		expect(sections).toEqual(['A', 'B']);
		const again = await room.upload(LIST, `?apply=${body.revision}`);
		expect([again.status, again.body.code]).toEqual([409, 'edited_meanwhile']);
	});

	it('students land in section and group; groups of two sections are two teams', async () => {
		room = await openClass({}, 'join: { who: code, code: secret }');
		await room.bring(LIST);
		const ana = await room.enter('ana@uni.edu');
		const ben = await room.enter('ben@uni.edu');
		const eva = await room.enter('eva@uni.edu');
		const [one, two, three] = await Promise.all([ana, ben, eva].map(teamOf));
		expect(one!.id).toBe(two!.id);
		expect(three!.id).not.toBe(one!.id);
		expect(one!.name).toBe('A · G1');
		const stranger = await room.account('someone@else.org');
		expect((await joinAs(room.world.holdout, stranger, 'course')).body.code).toBe('wrong_code');
		const { viewer } = await room.get<CompetitionDetail>(ana, at);
		expect(viewer.student).toMatchObject({ name: 'Ana Díaz', section: 'A', group: 'G1' });
	});

	it('whoever comes by the code is on the list from then on', async () => {
		room = await openClass({}, 'join: { who: code, code: secret }');
		const guest = await room.account('guest@uni.edu', 'Gus Guest');
		await call(room.world.holdout, guest, `${at}/join`, {
			...{ method: 'POST', json: { accept_rules: true, code: 'secret' } },
		});
		const { students } = await room.roster();
		expect(students).toMatchObject([{ name: 'Gus Guest', status: 'joined', section: null }]);
	});

	it('a move takes the student to the other team, and what they made alone along', async () => {
		room = await openClass();
		await room.bring(LIST);
		const [ben, eva, ida] = [
			await room.enter('ben@uni.edu'),
			await room.enter('eva@uni.edu'),
			await room.enter('ida@uni.edu'),
		];
		await room.send(ida, predictions(0.9));
		await room.send(ben, predictions(0.5));
		await room.world.holdout.lifecycle.drain();
		const change = await room.bring(
			LIST.replace('4,B,', '4,B,G1').replace('2,A,G1', '2,B,G1').replace('Ana Díaz', 'Ana Diaz'),
		);
		expect(change.moved.map(({ after, fields }) => [after.name, fields])).toEqual([
			['Ana Diaz', ['name']],
			['Ben Ode', ['section']],
			['Ida Sol', ['group']],
		]);
		const group = await teamOf(eva);
		expect(group.members).toHaveLength(3);
		expect((await teamOf(ida)).id).toBe(group.id);
		const { participants } = await board(room.instructor);
		// What a group made stays with it; what Ida made alone is the group's now.
		expect(names(participants)).toEqual(['B · G1', 'A · G1']);
		expect(participants[0]).toMatchObject({
			people: expect.arrayContaining(['Ida Sol']),
			entries: 1,
		});
	});

	it('a student who is removed leaves the group and keeps what was submitted', async () => {
		room = await openClass();
		await room.bring(LIST);
		const [ana, ben] = [await room.enter('ana@uni.edu'), await room.enter('ben@uni.edu')];
		const change = await room.bring(LIST.replace(/^Ben.*\n/m, ''));
		expect(names(change.removed)).toEqual(['Ben Ode']);
		expect((await teamOf(ana)).members).toHaveLength(1);
		expect((await teamOf(ben)).id).not.toBe((await teamOf(ana)).id);
		expect((await room.roster()).students).toHaveLength(3);
	});
});

describe('pseudonyms', () => {
	it('stand on boards for everyone; staff read who it is, also in the CSV', async () => {
		room = await openClass({ names: 'assigned' });
		await room.bring(LIST);
		const ana = await room.enter('ana@uni.edu', 'Ana Account');
		await room.send(ana, predictions(0.9));
		await room.world.holdout.lifecycle.drain();
		const seen = await board(NOBODY);
		const { name } = seen.participants[0]!;
		expect(name).toMatch(/^[A-Z][a-z]+$/);
		expect(JSON.stringify(seen)).not.toMatch(/Ana|G1/);
		expect(seen.participants[0]).toMatchObject({ people: null, section: null });
		const staff = await board(room.instructor);
		expect(staff.participants[0]).toMatchObject({ name, people: ['Ana Díaz'], section: 'A' });
		const csv = await call(room.world.holdout, room.instructor, `${at}/leaderboard.csv`);
		expect(csv.text).toMatch(/,people,section\r\n.*Ana Díaz/);
		const theirs = await call(room.world.holdout, ana, `${at}/leaderboard.csv`);
		expect(theirs.text).not.toMatch(/people|Ana/);
		// Nor can a name be found by searching for it.
		expect((await board(ana, 'q=Ana')).participants).toEqual([]);
		expect((await board(room.instructor, 'q=Ana')).participants).toHaveLength(1);
	});

	it('chosen ones are free to choose, assigned ones are not', async () => {
		room = await openClass({ names: 'chosen' });
		await room.bring(LIST);
		const [ana, eva] = [await room.enter('ana@uni.edu'), await room.enter('eva@uni.edu')];
		const rename = (who: typeof ana, name: string) =>
			call(room.world.holdout, who, `${at}/team`, { method: 'PATCH', json: { name } });
		expect((await rename(ana, 'Night Owl')).body).toMatchObject({ name: 'Night Owl' });
		expect(await rename(eva, 'night owl')).toMatchObject({ status: 409 });
		await room.rules({ names: 'assigned' });
		expect(await rename(eva, 'Other')).toMatchObject({ status: 409 });
	});
});

describe('who sees whom', () => {
	async function four(rules: Parameters<typeof openClass>[0]) {
		room = await openClass(rules);
		const people = [];
		for (const [i, who] of ['a', 'b', 'c', 'd'].entries()) {
			const person = await room.enter(`${who}@uni.edu`);
			await room.send(person, predictions(0.9 - 0.25 * i));
			people.push(person);
		}
		await room.world.holdout.lifecycle.drain();
		return people;
	}

	it('only one’s own result', async () => {
		const people = await four({ board: 'own' });
		const mine = await board(people[2]!);
		expect(mine).toMatchObject({ shown: 'own', ranked: 4, total: 1, me: { rank: 3 } });
		expect(names(mine.participants)).toEqual(['c']);
		expect((await board(NOBODY)).participants).toEqual([]);
		const csv = await call(room.world.holdout, people[2]!, `${at}/leaderboard.csv`);
		expect(csv.text.match(/participant/g)).toHaveLength(1);
		expect((await board(room.instructor)).participants).toHaveLength(4);
	});

	it('the first ones and oneself', async () => {
		const people = await four({ board: 'top', top: 2 });
		expect(names((await board(people[3]!)).participants)).toEqual(['a', 'b', 'd']);
		expect(names((await board(people[0]!)).participants)).toEqual(['a', 'b']);
	});
});

describe('own closing times', () => {
	async function extended() {
		room = await openClass();
		await room.bring(LIST.replace(/,G1/g, ','));
		const [ana, eva] = [await room.enter('ana@uni.edu'), await room.enter('eva@uni.edu')];
		const id = (await room.roster()).students.find(({ email }) => email === 'ana@uni.edu')!.id;
		const until = new Date(CLOSES + 2 * DAY).toISOString();
		const give = (json: object) =>
			call(room.world.holdout, room.instructor, `${at}/roster/${id}`, { method: 'PATCH', json });
		return { ana, eva, give, until };
	}

	it('submissions within an extension count fully, and hidden results wait for it', async () => {
		const { ana, eva, give, until } = await extended();
		expect((await give({ extended_until: until, extension_note: 'ill' })).status).toBe(200);
		await room.send(eva, predictions(0.5));
		room.clock = CLOSES + DAY;
		expect(codeOf(await room.send(eva, predictions(0.6)))).toBe('competition_closed');
		const sent = await room.send(ana, predictions(0.9));
		expect(sent).toMatchObject({ status: 202, body: { late: false } });
		await room.world.holdout.lifecycle.drain();
		expect(names((await board(eva)).participants)).toEqual(['ana', 'eva']);
		const hidden = await call(room.world.holdout, eva, `${at}/leaderboard?split=private`);
		expect(hidden.body).toMatchObject({ code: 'private_until_close' });
		const { state, viewer, closes } = await room.get<CompetitionDetail>(ana, at);
		expect([state, viewer.deadline, closes]).toEqual([
			'open',
			until,
			new Date(CLOSES).toISOString(),
		]);
		expect(await room.get<CompetitionDetail>(eva, at)).toMatchObject({ state: 'closed' });
		room.clock = CLOSES + 2 * DAY;
		expect(codeOf(await room.send(ana, predictions(0.9)))).toBe('competition_closed');
		expect((await board(eva, 'split=private')).participants).toHaveLength(2);
	});

	it('can be taken back, and extends something', async () => {
		const { ana, give, until } = await extended();
		await give({ extended_until: until });
		await give({ extended_until: null });
		room.clock = CLOSES + DAY;
		expect(codeOf(await room.send(ana, predictions(0.9)))).toBe('competition_closed');
		const short = await give({ extended_until: new Date(CLOSES - DAY).toISOString() });
		expect(codesOf((short.body as { problems: { code: string }[] }).problems)).toEqual([
			'no_extension',
		]);
	});

	it('the late policy: grace counts fully, then some days at a price, then nothing', async () => {
		room = await openClass({ late: { grace_hours: 6, percent_per_day: 10, days: 2 } });
		const ana = await room.enter('ana@uni.edu');
		const sendAt = async (ms: number) => {
			room.clock = ms;
			return (await room.send(ana, predictions(0.9))).body as { late?: boolean; code?: string };
		};
		expect(await sendAt(CLOSES + DAY / 8)).toMatchObject({ late: false });
		expect(await sendAt(CLOSES + DAY)).toMatchObject({ late: true });
		const { viewer } = await room.get<CompetitionDetail>(ana, at);
		expect(viewer.late_until).toBe(new Date(CLOSES + 2.25 * DAY).toISOString());
		expect(await sendAt(CLOSES + 2.3 * DAY)).toMatchObject({ code: 'competition_closed' });
	});
});
