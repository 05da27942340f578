/**
 * A class in a real browser, from its list to its grade files: 30 students, pseudonyms, an extension,
 * a copy among honest work, a scheme, a release, the files of two gradebooks, and next year's class.
 */
import { mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Papa from 'papaparse';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { findChromium, launchChromium } from '../support/chromium.ts';
import { SMALL_LABELS, writeSmallCompetition } from '../support/folder.ts';
import {
	api,
	createUserToken,
	makeDataDir,
	removeDataDir,
	sleep,
	startServer,
	type TestServer,
} from '../support/server.ts';
import { makeStudents, rosterCsv, signUp, type Visitor } from '../support/student.ts';
import { inspectPage, SIZES, type Size } from './inspect.ts';
import { shoot } from './shots.ts';

const SLUG = 'course';
const PASSWORD = 'correct horse battery';
const ROWS = 300;
const DAY = 24 * 60 * 60 * 1000;
const chromium = findChromium();
const students = makeStudents(30);
const [ana, ben, , dario, , farid] = students;
/** Hands in what Dario did, with a little noise. */
const copyist = students[20]!;
/** Is on the list and never comes. */
const absent = students[29]!;

/** Scores of its own for every seed, as good as `skill` says: 0 is chance, 1 the truth. */
function scoresOf(skill: number, seed: number): number[][] {
	let state = 1 + seed * 7919;
	const random = () => (state = (state * 1103515245 + 12345) % 2147483648) / 2147483648;
	return Array.from({ length: ROWS }, (_, i) =>
		[i % 3 === 0, i % 4 === 0].map((y) => skill * Number(y) + (1 - skill) * random()),
	);
}
const fileOf = (scores: number[][]) =>
	`image,${SMALL_LABELS.join(',')}\n${scores
		.map((row, i) => `img-${i},${row.map((score) => score.toFixed(5)).join(',')}`)
		.join('\n')}\n`;
const csv = (name: string, text: string) => ({
	...{ name, mimeType: 'text/csv', buffer: Buffer.from(text) },
});
const skillOf = (i: number) => 0.1 + ((i * 7) % 30) / 100;

describe.skipIf(!chromium)('a class', () => {
	let server: TestServer;
	let browser: Browser;
	let instructor: Page;
	let student: Page;
	let token: string;
	let bens: Visitor;
	const complaints: string[] = [];
	const base = `/competitions/${SLUG}`;

	async function person(): Promise<Page> {
		const page = await (await browser.newContext({ acceptDownloads: true })).newPage();
		page.setDefaultTimeout(20_000);
		page.on('pageerror', (error) => complaints.push(String(error)));
		page.on('console', (message) => {
			if (message.type() === 'error') complaints.push(`${page.url()} ${message.text()}`);
		});
		return page;
	}
	/** Event streams stay open, so the network is never quiet; a hydrated page is what counts. */
	async function open(page: Page, path: string): Promise<void> {
		await page.goto(`${server.url}${path}`, { waitUntil: 'load' });
		await page.waitForTimeout(400);
	}
	const patch = (path: string, json: object) =>
		api(server, token, path, {
			...{ method: 'PATCH', headers: { 'content-type': 'application/json' } },
			body: JSON.stringify(json),
		});
	const submit = (who: Visitor, scores: number[][]) =>
		who.call(`${base}/submissions`, {
			...{ method: 'POST', headers: { 'content-type': 'text/csv' }, body: fileOf(scores) },
		});
	async function download(name: string): Promise<string[][]> {
		const downloading = instructor.waitForEvent('download');
		await instructor.getByRole('link', { name, exact: true }).click();
		const text = readFileSync(await (await downloading).path(), 'utf8');
		return Papa.parse<string[]>(text.replace(/^\uFEFF/, '').replace(/\r?\n$/, '')).data;
	}

	beforeAll(async () => {
		const folder = mkdtempSync(join(tmpdir(), 'holdout-instructor-'));
		const dates = [-DAY, 10 * DAY].map((ms) => new Date(Date.now() + ms).toISOString());
		const yaml = `opens: ${dates[0]}\ncloses: ${dates[1]}\njoin: { who: code, code: not-told }`;
		writeSmallCompetition(folder, { slug: SLUG, rows: ROWS, yaml });
		const dataDir = makeDataDir('instructor');
		await createUserToken(dataDir, 'root@uni.example', '--admin');
		const account = ['inge@uni.example', '--organiser', '--password', PASSWORD] as const;
		token = await createUserToken(dataDir, ...account);
		server = await startServer(dataDir);
		browser = await launchChromium(chromium!);
		[instructor, student] = await Promise.all([person(), person()]);
		await open(instructor, '/sign-in');
		await instructor.getByLabel('E-mail').fill('inge@uni.example');
		await instructor.getByLabel('Password').fill(PASSWORD);
		await instructor.getByRole('button', { name: 'Sign in', exact: true }).click();
		await instructor.waitForURL(`${server.url}/`);
		await open(instructor, '/organise/import');
		await instructor.getByLabel('Choose a competition folder').setInputFiles(join(folder, SLUG));
		await instructor.getByRole('button', { name: 'Import this competition' }).click();
		await instructor.waitForURL(`${server.url}${base}`);
		for (const [name, skill] of Object.entries({ Pixels: 0.08, 'VGG-MLP': 0.2 })) {
			const sent = await api(server, token, `${base}/submissions?baseline=${name}`, {
				...{ method: 'POST', headers: { 'content-type': 'text/csv' } },
				body: fileOf(scoresOf(skill, 100 + skill)),
			});
			expect(sent.status, JSON.stringify(sent.body)).toBe(202);
		}
	});
	afterAll(async () => {
		await browser?.close();
		await server?.kill();
		if (server) removeDataDir(server.dataDir);
	});

	it('is made of a competition, with pseudonyms on the board', async () => {
		await open(instructor, `${base}/settings/grades`);
		await shoot(instructor, '00-no-class-grades');
		await instructor.getByRole('link', { name: 'To the page Class' }).click();
		await instructor.getByLabel('Names on the board').selectOption('Assigned pseudonyms');
		await shoot(instructor, '01-no-class');
		await instructor.getByRole('button', { name: 'Make it a class' }).click();
		await instructor.getByText('Nobody is on the list yet.').waitFor();
		await shoot(instructor, '02-empty-class');
	});

	it('a list with mistakes is refused at their rows', async () => {
		const wrong = students.map((each, i) =>
			i === 3
				? { ...each, email: 's04@uni' }
				: i === 8
					? { ...each, email: students[0]!.email }
					: each,
		);
		await instructor
			.getByLabel('Choose a class list')
			.setInputFiles(csv('class.csv', rosterCsv(wrong)));
		await instructor.getByRole('heading', { name: '2 problems in class.csv' }).waitFor();
		const card = (code: string) => instructor.getByRole('listitem').filter({ hasText: code });
		await card('bad_email').getByText('Row 5, column email').waitFor();
		await card('duplicate_email').getByText('Row 10, column email').waitFor();
		await shoot(instructor, '03-wrong-list');
	});

	it('the corrected one shows what it changes, then changes it', async () => {
		await instructor
			.getByLabel('Choose a class list')
			.setInputFiles(csv('class.csv', rosterCsv(students)));
		await instructor.getByRole('heading', { name: '30 added' }).waitFor();
		await shoot(instructor, '04-diff');
		await instructor.getByRole('button', { name: 'Change the class' }).click();
		await instructor.getByText('30 students · 0 take part').waitFor();
		const moved = rosterCsv(students).replace(`${dario!.number},A,`, `${dario!.number},B,`);
		await instructor.getByLabel('Choose a class list').setInputFiles(csv('moved.csv', moved));
		await instructor.getByRole('heading', { name: '1 changed' }).waitFor();
		await shoot(instructor, '05-moved');
		await instructor.getByRole('button', { name: 'Leave it as it is' }).click();
	});

	it('students sign up, are let in by the list, and submit', async () => {
		await open(student, '/sign-up');
		await student.getByLabel('Name', { exact: true }).fill(ana!.name);
		await student.getByLabel('E-mail').fill(ana!.email);
		await student.getByLabel('Password').fill(PASSWORD);
		await student.getByRole('button', { name: 'Create account' }).click();
		await student.waitForURL(`${server.url}/`);
		await open(student, `${base}/rules`);
		await shoot(student, '06-student-joins');
		await student.getByLabel(/I have read the rules/).check();
		await student.getByRole('button', { name: 'Join the competition' }).click();
		await student.waitForURL(`${server.url}${base}/submit`);
		await student
			.getByLabel('Choose a file of predictions')
			.setInputFiles(csv('first.csv', fileOf(scoresOf(0.2, 0))));
		await student.getByRole('button', { name: /^Submit/ }).click();
		await student.getByRole('region', { name: 'Score' }).waitFor();
		const work = async (i: number) => {
			const { name, email } = students[i]!;
			const visitor = await signUp(server, { name, email, password: PASSWORD });
			if (email === ben!.email) bens = visitor;
			const joined = await visitor.call(`${base}/join`, {
				...{ method: 'POST', body: JSON.stringify({ accept_rules: true }) },
			});
			expect(joined.status, JSON.stringify(joined.body)).toBe(200);
			const copied = scoresOf(skillOf(3), 3).map((row) =>
				row.map((x) => x + (x > 0.4 ? 1e-4 : -1e-4)),
			);
			const sent = await submit(
				visitor,
				email === copyist.email ? copied : scoresOf(skillOf(i), i),
			);
			expect(sent.status, JSON.stringify(sent.body)).toBe(202);
		};
		const left = students.slice(1, -1).map((_, i) => i + 1);
		const some = async () => {
			for (let i = left.shift(); i !== undefined; i = left.shift()) await work(i);
		};
		await Promise.all([some(), some(), some()]);
		const stranger = await signUp(server, {
			...{ name: 'Otto Other', email: 'otto@else.example', password: PASSWORD },
		});
		const refused = await stranger.call(`${base}/join`, {
			...{ method: 'POST', body: JSON.stringify({ accept_rules: true }) },
		});
		expect(refused.status).toBe(403);
		await open(instructor, `${base}/settings/class`);
		await instructor.getByText('30 students · 29 take part').waitFor();
		await instructor.getByRole('row', { name: absent.name }).getByText('no account').waitFor();
		await shoot(instructor, '07-class');
	});

	it('the board has pseudonyms for students, and names beside them for staff', async () => {
		await open(student, `${base}/leaderboard`);
		const table = await student.locator('main').innerText();
		for (const { name } of students.slice(1)) expect(table).not.toContain(name);
		await shoot(student, '08-board-student');
		await open(instructor, `${base}/leaderboard`);
		await instructor.getByText(dario!.name).first().waitFor();
		// The two of a group, in the order in which they joined.
		const [one, other] = [ben!.name, students[2]!.name];
		const both = new RegExp(`${one}, ${other}|${other}, ${one}`);
		await instructor.getByText(both).first().waitFor();
		await shoot(instructor, '09-board-staff');
	});

	it('one student gets more time', async () => {
		await open(instructor, `${base}/settings/class`);
		await instructor.getByLabel('Find a student').fill('ana di');
		await instructor.getByRole('button', { name: `Change ${ana!.name}` }).click();
		const until = new Date(Date.now() + 20 * DAY).toISOString().slice(0, 11);
		await instructor.getByLabel('Own closing time').fill(`${until}12:00`);
		await instructor.getByLabel('Why, for organisers').fill('Exam on the same day');
		await shoot(instructor, '10-extension');
		await instructor.getByRole('button', { name: 'Save', exact: true }).click();
		await instructor.getByRole('dialog').waitFor({ state: 'detached' });
		await open(student, `${base}/submit`);
		await student.getByText(/You may submit until .*: your own closing time/).waitFor();
		await shoot(student, '11-extended');
	});

	it('the comparison lists the copy with what speaks for it; people decide', async () => {
		await open(instructor, `${base}/settings/integrity`);
		await shoot(instructor, '12-integrity-empty');
		await instructor.getByRole('button', { name: 'Compare all submissions' }).click();
		await instructor.getByRole('heading', { name: 'Pairs' }).waitFor();
		const card = instructor
			.getByRole('article')
			.filter({ has: instructor.getByRole('heading', { name: dario!.name }) });
		await card.getByRole('heading', { name: copyist.name }).waitFor();
		await card.getByText('closer than chance, p < 0.001').waitFor();
		await card.getByRole('button', { name: 'Side by side' }).click();
		await card.getByRole('img', { name: /Scores for Effusion/ }).waitFor();
		await card.getByText('The others differ by').waitFor();
		await shoot(instructor, '13-integrity');
		await card.getByLabel('Note').fill('Ask both on Monday');
		await card.getByRole('button', { name: 'to discuss' }).click();
		await card.getByText(/to discuss · inge/).waitFor();
		await shoot(instructor, '14-integrity-marked');
	});

	it('after the close only the extension submits, and hidden grades wait for it', async () => {
		const closes = new Date(Date.now() + 500).toISOString();
		expect((await patch(base, { closes })).status).toBe(200);
		await sleep(800);
		const refused = await submit(bens, scoresOf(0.9, 50));
		expect(refused.body).toMatchObject({ code: 'competition_closed' });
		await open(student, `${base}/submit`);
		await student
			.getByLabel('Choose a file of predictions')
			.setInputFiles(csv('second.csv', fileOf(scoresOf(0.55, 200))));
		await student.getByRole('button', { name: /^Submit/ }).click();
		await student.getByRole('region', { name: 'Score' }).waitFor();
		await open(instructor, `${base}/settings/grades`);
		await instructor.getByText(/can be released after .*everyone’s time has run out/).waitFor();
		await shoot(instructor, '15-grades-wait');
		const { body } = await api<{ students: { id: string; email: string }[] }>(
			...([server, token, `${base}/roster`] as const),
		);
		const { id } = body.students.find(({ email }) => email === ana!.email)!;
		const soon = new Date(Date.now() + 300).toISOString();
		expect((await patch(`${base}/roster/${id}`, { extended_until: soon })).status).toBe(200);
		await sleep(500);
	});

	it('a scheme is written and previewed, its mistakes at their rules', async () => {
		await open(instructor, `${base}/settings/grades`);
		const rule = (n: number) =>
			instructor.getByRole('listitem').filter({ has: instructor.getByLabel(`Rule ${n}`) });
		await rule(2).getByLabel('By').selectOption('more than its interval');
		await rule(2).getByLabel('Grade').fill('50');
		await rule(2).getByText('Every grade must lie on the scale, 0 to 10.').waitFor();
		await shoot(instructor, '16-wrong-scheme');
		await rule(2).getByLabel('Grade').fill('5');
		await rule(3).getByLabel('Grade').fill('7');
		await rule(4).getByLabel('Grade at the start').fill('7');
		await instructor.getByText('29 graded, 1 without a grade').waitFor();
		const row = (name: string) => instructor.getByRole('row', { name: new RegExp(`^${name}`) });
		await row(ana!.name).getByText('10 for the way from VGG-MLP').waitFor();
		await row(absent.name).getByText('No submission that could be scored.').waitFor();
		await shoot(instructor, '17-preview');
		await instructor.getByRole('button', { name: 'Save the scheme' }).click();
		await instructor.getByText('Saved. Nothing is released by that.').waitFor();
	});

	it('a grade is set by hand with a reason, and all of them are released', async () => {
		await instructor.getByRole('button', { name: `Set by hand ${farid!.name}` }).click();
		const dialog = instructor.getByRole('dialog');
		await dialog.getByLabel('Grade').fill('6.5');
		await dialog.getByLabel('Reason').fill('A good report.');
		await shoot(instructor, '18-by-hand');
		await dialog.getByRole('button', { name: 'Set by hand' }).click();
		await instructor.getByText('by hand', { exact: true }).waitFor();
		await open(student, `${base}/grade`);
		await student.getByText('No grade was released to you yet.').waitFor();
		await shoot(student, '19-no-grade');
		await instructor.getByRole('button', { name: 'Release these grades' }).click();
		await instructor.getByLabel('For all students').fill('Well done, all of you.');
		await instructor.getByRole('button', { name: 'Release these grades' }).last().click();
		await instructor.getByText('Released as version 1.').waitFor();
		await shoot(instructor, '20-released');
	});

	it('a student reads how their grade came about', async () => {
		await open(student, base);
		await shoot(student, '21-overview');
		await open(student, `${base}/grade`);
		await student.getByText('10 of 10').waitFor();
		await student.getByText('Well done, all of you.').waitFor();
		await student
			.getByRole('row', { name: /the way from VGG-MLP/ })
			.getByText('counts')
			.waitFor();
		await shoot(student, '22-grade');
		await open(student, `${base}/grade`);
		await student.getByText('Español').click();
		await student.getByText('10 por el camino de VGG-MLP (7) a la mejor puntuación (10)').waitFor();
		await student.getByText('English').click();
		await student.getByText('10 of 10').waitFor();
	});

	it('grade files have the columns of Moodle and of Canvas', async () => {
		const title = `Small test of ${SLUG}`;
		const moodle = await download('Moodle');
		expect(moodle[0]).toEqual([
			'Full name',
			'ID number',
			'Email address',
			title,
			`${title} (feedback)`,
		]);
		expect(moodle).toHaveLength(31);
		const inMoodle = (email: string) => moodle.find((cells) => cells[2] === email)!;
		expect(inMoodle(ana!.email).slice(0, 4)).toEqual([ana!.name, '00401', ana!.email, '10']);
		expect(inMoodle(farid!.email).slice(3)).toEqual([
			'6.5',
			expect.stringContaining('A good report.'),
		]);
		const canvas = await download('Canvas');
		expect(canvas[0]).toEqual(['Student', 'ID', 'SIS User ID', 'SIS Login ID', 'Section', title]);
		expect(canvas[1]!.at(-1)).toBe('10');
		expect(canvas).toHaveLength(32);
		const inCanvas = (email: string) => canvas.find((cells) => cells[3] === email)!;
		expect(inCanvas(ana!.email)).toEqual([ana!.name, '', '00401', ana!.email, 'A', '10']);
		expect(inCanvas(absent.email).at(-1)).toBe('');
		// Members of a group have one grade.
		expect(inCanvas(ben!.email).at(-1)).toBe(inCanvas(students[2]!.email).at(-1));
	});

	it('its pages are sound at both widths, light and dark', async () => {
		const wrong: string[] = [];
		const inspect = async (who: Page, size: Size, paths: string[]) => {
			const context = await browser.newContext({
				...{ viewport: SIZES[size], hasTouch: size === 'phone', locale: 'en-US' },
				storageState: await who.context().storageState(),
			});
			for (const path of paths)
				for (const { what, detail } of await inspectPage(
					...([context, `${server.url}${base}${path}`, undefined, { inDarkToo: true }] as const),
				))
					wrong.push(`${size} ${path}: ${what}: ${detail}`);
			await context.close();
		};
		const staff = ['class', 'grades', 'integrity', 'clone'].map((tab) => `/settings/${tab}`);
		for (const size of Object.keys(SIZES) as Size[])
			await Promise.all([
				inspect(instructor, size, staff.slice(0, 2)),
				inspect(instructor, size, staff.slice(2)),
				inspect(student, size, ['/grade']),
			]);
		expect(wrong).toEqual([]);
	});

	it('is cloned for next year: later dates, the same students, nobody’s submissions', async () => {
		await open(instructor, `${base}/settings/clone`);
		await instructor.getByLabel('Title').fill('The course, next year');
		await instructor.getByLabel('Short name in addresses').fill(SLUG);
		await instructor.getByLabel('Take the students along').check();
		await instructor.getByText('It would close').waitFor();
		await instructor.getByRole('button', { name: 'Make the clone' }).click();
		await instructor.getByRole('alert').waitFor();
		await shoot(instructor, '23-clone-refused');
		await instructor.getByLabel('Short name in addresses').fill('course-next');
		await instructor.getByRole('button', { name: 'Make the clone' }).click();
		await instructor.waitForURL(/course-next\/settings/);
		await open(instructor, '/competitions/course-next/settings/class');
		await instructor.getByText('30 students · 0 take part').waitFor();
		const [now, next] = await Promise.all(
			[SLUG, 'course-next'].map((slug) =>
				api<{ closes: string; submissions: number; class: { names: string } }>(
					...([server, token, `/competitions/${slug}`] as const),
				),
			),
		);
		expect(Date.parse(next!.body.closes) - Date.parse(now!.body.closes)).toBe(364 * DAY);
		expect(next!.body).toMatchObject({ submissions: 0, class: { names: 'assigned' } });
	});

	it('without a word of complaint but the refusal, which the browser itself logs', () => {
		expect(complaints).toEqual([expect.stringContaining('status of 409')]);
	});
});
