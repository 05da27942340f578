import { afterEach, beforeEach, expect, it } from 'vitest';
import { unzipFolder, zipFolder, type Folder } from '#lib/competition-folder/index';
import type { CompetitionDetail } from '#lib/api/schemas/competitions';
import type { ImportReport } from '#lib/api/schemas/import-report';
import { predictions, smallCompetition } from './small.ts';
import { call, codesOf, newPerson, NOBODY, openWorld, type Person, type World } from './world.ts';

let world: World;
let organiser: Person;
beforeEach(async () => {
	world = await openWorld({ maxImportBytes: 200_000 });
	await newPerson(world.holdout, 'admin');
	organiser = await newPerson(world.holdout, 'organiser');
});
afterEach(() => world.close());

const send = (folder: Folder | Uint8Array, query = '', type = 'application/zip') =>
	call<ImportReport & { code?: string }>(world.holdout, organiser, `/competitions/import${query}`, {
		method: 'POST',
		body: (folder instanceof Map ? zipFolder(folder) : folder) as Uint8Array<ArrayBuffer>,
		type,
	});

const FULL = {
	slug: 'full',
	yaml: `summary: A summary
metrics: [macro_f1, hamming_loss]
ranking: mean_rank
group: patient
subgroups: [age]
bands: { age: [18, 65] }
min_group: 4
threshold: { Nodule: 0.3 }
show: { curves: never, subgroups: always }
limits: { per_day: 3, final: 1 }
opens: 2026-01-01T00:00:00Z
closes: 2026-12-20T23:59:00-05:00
files: { train.csv: "For training, with: a colon" }
examples: [{ name: Weak, file: examples/weak.csv, description: Not good }]
baselines: [{ name: Half, file: baselines/half.csv, note: Half right }]
reported: [{ name: Paper, score: 0.5, printed: 0.51, labels: { Nodule: 0.5 }, note: A note, source: { title: T, url: "https://example.org/a" } }]`,
	files: {
		'data/train.csv': 'a,b\n1,2\n',
		'data/deep/er.txt': 'text',
		'examples/weak.csv': predictions(0.1),
		'baselines/half.csv': predictions(0.5),
		'pages/data.md': '# Data\n',
		'pages/rules.md': 'Be kind.\n',
	},
};

function fullFolder(): Folder {
	const folder = smallCompetition(FULL);
	const yaml = new TextDecoder().decode(folder.get('competition.yaml'));
	folder.set(
		'competition.yaml',
		new TextEncoder().encode(yaml.replace('summary: Two findings\n', '')),
	);
	const csv = new TextDecoder().decode(folder.get('solution.csv'));
	const lines = csv.trim().split('\n');
	const grouped = lines
		.map((line, i) => `${line},${i ? `p${i % 7},${(i * 13) % 90}` : 'patient,age'}`)
		.join('\n');
	folder.set('solution.csv', new TextEncoder().encode(`${grouped}\n`));
	return folder;
}

const texts = (folder: Folder) =>
	Object.fromEntries([...folder].map(([path, bytes]) => [path, new TextDecoder().decode(bytes)]));

const exported = async (slug: string): Promise<Folder> => {
	const { api } = world.holdout;
	const answer = await api.request(`/api/v1/competitions/${slug}/export`, {
		headers: organiser.headers,
	});
	expect(answer.status).toBe(200);
	const unzipped = unzipFolder(new Uint8Array(await answer.arrayBuffer()));
	if (!unzipped.ok) throw new Error('not a zip');
	return unzipped.folder;
};

it('imports a folder and makes its sender the organiser', async () => {
	const answer = await send(fullFolder());
	expect(answer).toMatchObject({ status: 201, body: { ok: true, slug: 'full', dry_run: false } });
	const { body } = await call<CompetitionDetail>(world.holdout, organiser, '/competitions/full');
	expect(body).toMatchObject({
		title: 'Small full',
		summary: 'A summary',
		threshold: 0.5,
		thresholds: { Nodule: 0.3 },
		columns: [{ id: 'macro_f1' }, { id: 'hamming_loss' }],
		ranking: 'mean_rank',
		subgroups: ['age'],
		group_column: 'patient',
		show: { curves: 'never', subgroups: 'always', comparisons: 'always' },
		limits: { per_day: 3, final: 1 },
		opens: '2026-01-01T00:00:00.000Z',
		closes: '2026-12-21T04:59:00.000Z',
		rows: 60,
		files: [
			{ name: 'deep/er.txt' },
			{ name: 'train.csv', description: 'For training, with: a colon' },
		],
		examples: [{ name: 'Weak', file: 'examples/weak.csv' }],
		viewer: { organiser: true, can_see_private: true },
	});
	const example = await call(world.holdout, NOBODY, '/competitions/full/files/examples%2Fweak.csv');
	expect(example.text).toBe(predictions(0.1));
	const deep = await call(world.holdout, organiser, '/competitions/full/files/deep/er.txt');
	expect(deep.text).toBe('text');
	const sample = await call(world.holdout, NOBODY, '/competitions/full/sample-submission.csv');
	expect(sample.text.split('\n')[0]).toBe('image,Effusion,Nodule');
});

it('exports a folder that imports to the same competition, again and again', async () => {
	await send(fullFolder());
	const first = await exported('full');
	const renamed = new Map(first);
	const yaml = new TextDecoder().decode(first.get('competition.yaml'));
	renamed.set(
		'competition.yaml',
		new TextEncoder().encode(yaml.replace('slug: full', 'slug: again')),
	);
	expect((await send(renamed)).status).toBe(201);
	const second = await exported('again');
	expect({ ...texts(second), 'competition.yaml': '' }).toEqual({
		...texts(first),
		'competition.yaml': '',
	});
	expect(texts(second)['competition.yaml']).toBe(yaml.replace('slug: full', 'slug: again'));
	const original = texts(fullFolder());
	for (const path of Object.keys(original).filter((p) => p !== 'competition.yaml')) {
		expect(texts(first)[path], path).toBe(original[path]);
	}
	for (const part of [
		'group: patient',
		'threshold:\n  Nodule: 0.3',
		'ranking: mean_rank',
		'metrics:\n  - macro_f1\n  - hamming_loss',
		'min_group: 4',
		'curves: never',
		'per_day: 3',
		'Half right',
		'printed: 0.51',
	]) {
		expect(yaml).toContain(part);
	}
});

it('exports what was changed since', async () => {
	await send(fullFolder());
	const patched = await call(world.holdout, organiser, '/competitions/full', {
		method: 'PATCH',
		json: { title: 'New title', closes: null, limits: { per_day: null } },
	});
	expect(patched).toMatchObject({ status: 200, body: { title: 'New title', closes: null } });
	const yaml = texts(await exported('full'))['competition.yaml']!;
	expect(yaml).toContain('title: New title');
	expect(yaml).not.toContain('closes');
	expect(yaml).not.toContain('per_day');
	const wrong = await call(world.holdout, organiser, '/competitions/full', {
		method: 'PATCH',
		json: { closes: '2025-01-01T00:00:00Z' },
	});
	expect(wrong).toMatchObject({ status: 400, body: { code: 'invalid_request' } });
});

it('a dry run lists every problem at once and makes nothing', async () => {
	const folder = fullFolder();
	const { 'competition.yaml': yaml } = texts(folder);
	const broken = yaml!
		.replace('metric: mean_auroc', 'metric: nonsense')
		.replace('min_group: 4', 'min_group: few\nunheard_of: 1');
	folder.set('competition.yaml', new TextEncoder().encode(broken));
	const answer = await send(folder, '?dry_run=true');
	expect(answer).toMatchObject({ status: 200, body: { ok: false, dry_run: true, slug: null } });
	expect(answer.body.problems.length).toBeGreaterThanOrEqual(2);
	expect(answer.body.problems.every(({ file }) => file === 'competition.yaml')).toBe(true);
	const real = await send(folder);
	expect(real).toMatchObject({ status: 422, body: { code: 'invalid_folder' } });
	expect(real.body.problems).toEqual(answer.body.problems);
	expect((await call(world.holdout, NOBODY, '/competitions/full')).status).toBe(404);
});

it('a dry run of a good folder says what was understood, and makes nothing', async () => {
	const { body, status } = await send(fullFolder(), '?dry_run=true');
	expect(status).toBe(200);
	expect(body).toMatchObject({
		ok: true,
		problems: [],
		summary: {
			slug: 'full',
			rows: { public: 24, private: 36, ignored: 0 },
			baselines: 1,
			reported: 1,
		},
	});
	expect((await call(world.holdout, NOBODY, '/competitions/full')).status).toBe(404);
});

it('a slug is given once, however close the race', async () => {
	const answers = await Promise.all([1, 2, 3, 4].map(() => send(fullFolder())));
	expect(answers.map(({ status }) => status).sort()).toEqual([201, 409, 409, 409]);
	const dry = await send(fullFolder(), '?dry_run=true');
	expect(codesOf(dry.body.problems)).toEqual(['slug_taken']);
	expect((await send(fullFolder())).body.code).toBe('slug_taken');
});

it('says what is wrong with something that is no folder', async () => {
	expect(await send(new TextEncoder().encode('hello'))).toMatchObject({
		status: 422,
		body: { code: 'invalid_folder', problems: [{ code: 'bad_archive' }] },
	});
	expect(await send(new Uint8Array(200_001))).toMatchObject({ status: 413 });
	expect(await send(fullFolder(), '', 'text/csv')).toMatchObject({ status: 415 });
});

it('shows Markdown as safe HTML', async () => {
	const hostile = [
		'# Title <script>alert(1)</script>',
		'<img src=x onerror=alert(1)>',
		'[click](javascript:alert(1)) [data](data:text/html,x) [good](https://example.org) [in](#section-title)',
		'| a | b |\n|---|---|\n| 1 | 2 |',
		'<iframe src="https://evil.example"></iframe><style>*{display:none}</style>',
		'<form action="https://evil.example"><input name=password></form>',
	].join('\n\n');
	await send(smallCompetition({ slug: 'pages', files: { 'pages/overview.md': hostile } }));
	const { body } = await call<CompetitionDetail>(world.holdout, NOBODY, '/competitions/pages');
	const html = body.pages.overview!;
	expect(html).toContain('<h1 id="section-title');
	expect(html).toContain('<td>1</td>');
	expect(html).toContain('href="https://example.org"');
	expect(html).not.toMatch(
		/<script|<img|<iframe|<style|<form|<input|onerror|javascript:|data:text/i,
	);
	expect(body.pages.data).toBeNull();
});
