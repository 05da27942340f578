import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Card } from '#baselines/cards/schema';
import type { BaselineCard, BaselineList } from '#lib/api/schemas/baselines';
import { readCompetitionFolder, unzipFolder } from '#lib/competition-folder/index';
import { cardBytes, PICTURE, picture, smallCard } from '../support/card.ts';
import { LABELS, publishSmall, putCard, putPicture } from './baseline.ts';
import { predictions } from './small.ts';
import { call, importFolder, importSmall, newPerson, NOBODY, openWorld, submit } from './world.ts';
import type { Person, World } from './world.ts';

let world: World;
let organiser: Person;
let clock = Date.parse('2026-11-01T12:00:00Z');
const CLOSES = Date.parse('2026-12-01T12:00:00Z');

beforeAll(async () => {
	world = await openWorld({ now: () => clock });
	organiser = await newPerson(world.holdout, 'organiser');
});
afterAll(() => world.close());

let count = 0;
/** A competition with one published baseline. */
async function published(card?: Card) {
	const slug = `cards-${++count}`;
	const yaml = `closes: ${new Date(CLOSES).toISOString()}`;
	await importSmall(world.holdout, { slug, yaml }, organiser.id);
	const made = await publishSmall(world.holdout, organiser, slug, card);
	await world.holdout.lifecycle.drain();
	return { ...made, slug };
}
const get = <T>(path: string, who: { headers: Record<string, string> } = NOBODY) =>
	call<T>(world.holdout, who, path);

describe('a baseline with a card', () => {
	it('is listed with its score and what its card says in short', async () => {
		const { slug, id, submission } = await published();
		await submit(world.holdout, organiser, slug, predictions(0.2), '?baseline=Plain');
		await world.holdout.lifecycle.drain();
		const { body } = await get<BaselineList>(`/competitions/${slug}/baselines`);
		expect(body.metric.id).toBe('mean_auroc');
		expect(body.baselines.map(({ name, card }) => [name, card?.recipe ?? null])).toEqual([
			['Small network', 'demo-small-cnn'],
			['Plain', null],
		]);
		const [first, second] = body.baselines;
		const { backbone, head } = smallCard(LABELS).parameters!;
		const total = backbone + head!;
		expect(first).toMatchObject({
			...{ id, submission: { id: submission, status: 'scored', file: { name: 'cnn.csv' } } },
			card: { architecture: 'small-cnn', parameters: total, start: 'random', epochs: 3 },
		});
		expect(first!.public.score).toBeGreaterThan(second!.public.score!);
		expect(first!.public.interval).toHaveLength(2);
		expect(first).not.toHaveProperty('private');
		expect(first!.thumbnails).toHaveLength(1);
		const one = await get(`/competitions/${slug}/baselines/${id}`);
		expect(one.body).toEqual(first);
	});

	it('gives its card, its files and its pictures', async () => {
		const { at, submission } = await published();
		const { body } = await get<BaselineCard>(`${at}/card`);
		expect(body).toMatchObject({ submission, withheld: [], missing: [] });
		expect(body.card).toEqual(JSON.parse(JSON.stringify(smallCard(LABELS))));
		const json = await get<Card>(`${at}/card.json`);
		expect(json.body).toEqual(body.card);
		expect(json.response.headers.get('content-disposition')).toContain('demo-small-cnn-card.json');
		const text = await get(`${at}/card.md`);
		expect(text.text).toMatch(/^# Small network\n/);
		expect(text.text).not.toMatch(/undefined|NaN|null/);
	});

	it('lets pictures be kept: by their address for ever, by their tag otherwise', async () => {
		const { at } = await published();
		const { body } = await get<BaselineCard>(`${at}/card`);
		const pinned = await get(body.pictures[0]!.url.replace('/api/v1', ''));
		expect(pinned.status).toBe(200);
		expect(pinned.response.headers.get('content-type')).toBe('image/webp');
		expect(pinned.response.headers.get('cache-control')).toMatch(/private.*immutable/);
		expect(pinned.response.headers.get('x-content-type-options')).toBe('nosniff');
		const plain = await get(`${at}/${PICTURE}`);
		expect(plain.response.headers.get('cache-control')).toContain('no-cache');
		const again = await call(world.holdout, NOBODY, `${at}/${PICTURE}`, {
			headers: { 'if-none-match': plain.response.headers.get('etag')! },
		});
		expect(again.status).toBe(304);
		const wrong = await get(`${at}/${PICTURE}?v=0000000000000000`);
		expect(wrong.response.headers.get('cache-control')).not.toContain('immutable');
	});

	it('changes nothing when it is published again, and drops pictures of another card', async () => {
		const { at } = await published();
		const before = await get<BaselineCard>(`${at}/card`);
		clock += 1000;
		await putCard(world.holdout, organiser, at, smallCard(LABELS));
		expect((await get(`${at}/card`)).body).toMatchObject({
			...{ updated_at: before.body.updated_at, missing: [] },
		});
		const other = smallCard(LABELS, { seconds: 99 });
		const { body } = await putCard<BaselineCard>(world.holdout, organiser, at, other);
		expect(body).toMatchObject({ missing: [PICTURE], pictures: [], card: { seconds: 99 } });
		expect((await get(`${at}/${PICTURE}`)).status).toBe(404);
		await putPicture(world.holdout, organiser, at, await picture('webp', '#c04040'));
		expect((await get<BaselineCard>(`${at}/card`)).body.missing).toEqual([]);
	});

	it('loses it again, and both stand in the audit log', async () => {
		const { at, slug } = await published();
		const remove = () => call(world.holdout, organiser, `${at}/card`, { method: 'DELETE' });
		expect([(await remove()).status, (await remove()).status]).toEqual([204, 204]);
		expect((await get(`${at}/card`)).body).toMatchObject({ code: 'not_found' });
		const log = await get<{ entries: { action: string }[] }>(
			`/competitions/${slug}/audit`,
			organiser,
		);
		const actions = log.body.entries.map(({ action }) => action);
		expect(actions.filter((action) => action.startsWith('baseline_card'))).toEqual([
			'baseline_card_removed',
			'baseline_card_set',
		]);
		expect((await get(at)).body).toMatchObject({ card: null, thumbnails: [] });
	});

	it('is exported and imported with every byte of it', async () => {
		const { slug, at } = await published();
		const zip = await world.holdout.api.request(`/api/v1/competitions/${slug}/export`, {
			headers: organiser.headers,
		});
		const unzipped = unzipFolder(new Uint8Array(await zip.arrayBuffer()));
		if (!unzipped.ok) throw new Error('no zip');
		const { folder } = unzipped;
		expect(folder.get(`baselines/cnn/${PICTURE}`)).toEqual(await picture());
		const yaml = new TextDecoder().decode(folder.get('competition.yaml'));
		folder.set('competition.yaml', new TextEncoder().encode(yaml.replace(slug, 'copy')));
		expect(readCompetitionFolder(folder).problems).toEqual([]);
		await importFolder(world.holdout, folder, organiser.id);
		const { body } = await get<BaselineList>('/competitions/copy/baselines');
		const copied = `/competitions/copy/baselines/${body.baselines[0]!.id}`;
		const [one, two] = [
			await get<BaselineCard>(`${at}/card`),
			await get<BaselineCard>(`${copied}/card`),
		];
		expect(two.body.sha256).toBe(one.body.sha256);
		expect(two.body.submission).toBe(body.baselines[0]!.submission!.id);
		expect(two.body.pictures[0]!.sha256).toBe(one.body.pictures[0]!.sha256);
	});
});

describe('what was measured on the hidden split', () => {
	it('is withheld until the close, but not from organisers', async () => {
		const card = smallCard(LABELS, { split: 'test' });
		const { at } = await published(card);
		const hidden = ['figures', 'positives', 'localisation', 'gallery'];
		const before = await get<BaselineCard>(`${at}/card`);
		expect(before.body).toMatchObject({ withheld: hidden, pictures: [], missing: [] });
		expect(before.body.card).toMatchObject({ figures: null, gallery: [] });
		expect(before.body.card.explanation!.localisation).toBeNull();
		expect(before.body.card.data.positives.Nodule).toMatchObject({ train: 9, test: null });
		const score = card.figures!.report.score!;
		for (const path of ['/card', '/card.json', '/card.md', '']) {
			const { text, status } = await get(at + path);
			expect(status).toBe(200);
			expect(text).not.toContain(String(score));
			expect(text).not.toContain(score.toFixed(3));
		}
		const withheld = await get(`${at}/${PICTURE}`);
		expect(withheld.body).toMatchObject({ code: 'private_until_close' });

		const own = await get<BaselineCard>(`${at}/card`, organiser);
		expect(own.body.card.figures!.report.score).toBe(score);
		expect((await get(`${at}/${PICTURE}`, organiser)).status).toBe(200);

		const then = clock;
		clock = CLOSES;
		const after = await get<BaselineCard>(`${at}/card`);
		expect(after.body.withheld).toEqual([]);
		expect(after.body.card.figures!.report.score).toBe(score);
		expect((await get(`${at}/${PICTURE}`)).status).toBe(200);
		expect((await get(at)).body).toHaveProperty('private');
		clock = then;
	});

	it('figures of the validation split are shown', async () => {
		const { at } = await published();
		const { body } = await get<BaselineCard>(`${at}/card`);
		expect(body.card.figures!.split).toBe('validation');
		expect(body.pictures).toHaveLength(1);
	});

	it('a card of earlier versions, which does not say whose images it shows, is of the test images', async () => {
		const card = smallCard(LABELS);
		delete card.explanation!.split;
		const { at } = await published(card);
		const { body } = await get<BaselineCard>(`${at}/card`);
		expect(body.withheld).toEqual(['localisation', 'gallery']);
		expect(body.card.figures).not.toBeNull();
	});
});

describe('what does not fit', () => {
	let at: string;
	beforeAll(async () => void ({ at } = await published()));

	it.each([
		['no JSON', '{', undefined],
		['another version', JSON.stringify({ ...smallCard(LABELS), version: 3 }), 'version'],
		[
			'a report of texts',
			JSON.stringify({
				...smallCard(LABELS),
				figures: { split: 'validation', metric: 'mean_auroc', report: { rows: 'many' } },
			}),
			'figures.report.rows',
		],
		['a list', '[]', undefined],
		['nothing', '', undefined],
	])('a card: %s', async (_, text, column) => {
		const { status, body } = await call<{ code: string; problems: object[] }>(
			...([world.holdout, organiser, `${at}/card`] as const),
			{ method: 'PUT', body: text, type: 'application/json' },
		);
		expect([status, body.code]).toEqual([422, 'invalid_card']);
		const place = column === undefined ? {} : { column };
		expect(body.problems[0]).toMatchObject({ code: 'bad_card', ...place });
		expect((await get<BaselineCard>(`${at}/card`)).body.missing).toEqual([]);
	});

	it('a card over the limit', async () => {
		const large = smallCard(LABELS, { limits: ['x'.repeat(1_000_000)] });
		for (const type of ['application/json', 'text/plain']) {
			const { status, body } = await call(world.holdout, organiser, `${at}/card`, {
				...{ method: 'PUT', body: cardBytes(large), type },
			});
			expect([status, body.code]).toEqual([413, 'file_too_large']);
		}
	});

	it('a submission that is another’s', async () => {
		const { submission } = await published();
		const { status, body } = await call(
			world.holdout,
			organiser,
			`${at}/card?submission=${submission}`,
			{ method: 'PUT', json: smallCard(LABELS) },
		);
		expect([status, body.code]).toEqual([404, 'not_found']);
	});

	it.each([
		['text', () => Promise.resolve('<svg onload="alert(1)"/>'), 422, 'invalid_picture'],
		['another kind than the name says', () => picture('png'), 422, 'invalid_picture'],
		['another size', () => picture('webp', '#000', 40), 422, 'invalid_picture'],
		['nothing', () => Promise.resolve(''), 422, 'invalid_picture'],
		[
			'a picture over the limit',
			() => Promise.resolve(new Uint8Array(1_000_001)),
			413,
			'file_too_large',
		],
	] as const)('a picture: %s', async (_, make, status, code) => {
		const answer = await putPicture(world.holdout, organiser, at, await make());
		expect([answer.status, answer.body.code]).toEqual([status, code]);
	});

	it.each(['gallery/other.webp', 'gallery/..%2Fcard.json', 'gallery/01-Nodule.webp%00'])(
		'a picture called %s',
		async (file) => {
			const answer = await putPicture(world.holdout, organiser, at, await picture(), file);
			expect([answer.status, answer.body.code]).toEqual([404, 'not_found']);
			expect((await get(`${at}/${file}`)).status).toBe(404);
		},
	);
});
