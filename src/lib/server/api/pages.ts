import { createRoute } from '@hono/zod-openapi';
import { Page } from '#lib/api/schemas/common';
import {
	MarkdownText,
	PageEdit,
	PageName,
	PageSource,
	RenderedText,
	RevisedPart,
	RevisionList,
	type Revision,
} from '#lib/api/schemas/organise';
import { findLatestRevision, findRevision, listRevisions } from '#db/queries/revisions';
import type { RevisionRow } from '#db/schema/revisions';
import { z } from '@hono/zod-openapi';
import { requireCompetition, requireOrganiser, type Seat } from '../access.ts';
import { renderMarkdown } from '../competitions/markdown.ts';
import { revisePage, reviseSettings } from '../competitions/revise.ts';
import { changesBetween, type Settings } from '../competitions/settings.ts';
import { ApiError } from '../errors.ts';
import type { Services } from '../services.ts';
import { requireSoundSettings } from './settings-checks.ts';
import { body, newApp, ok, SlugParam } from './context.ts';

const tags = ['Pages and settings'];
const PageParam = SlugParam.extend({ page: PageName });
const PartParam = SlugParam.extend({ part: RevisedPart });

const source = createRoute({
	method: 'get',
	path: '/competitions/{slug}/pages/{page}',
	tags,
	summary: 'The Markdown of a page (its organisers)',
	request: { params: PageParam },
	responses: ok(PageSource, 'The page'),
});

const edit = createRoute({
	method: 'put',
	path: '/competitions/{slug}/pages/{page}',
	tags,
	summary: 'Change a page (its organisers)',
	description:
		'Refused with `edited_meanwhile` where there is a newer revision than the one given.',
	request: { params: PageParam, body: body(PageEdit) },
	responses: ok(PageSource, 'The page'),
});

const preview = createRoute({
	method: 'post',
	path: '/competitions/{slug}/preview',
	tags,
	summary: 'Markdown as it would be shown (its organisers)',
	request: { params: SlugParam, body: body(MarkdownText) },
	responses: ok(RenderedText, 'Sanitised HTML'),
});

const history = createRoute({
	method: 'get',
	path: '/competitions/{slug}/revisions/{part}',
	tags,
	summary: 'Every change of a page or of the settings, newest first (its organisers)',
	request: { params: PartParam, query: Page },
	responses: ok(RevisionList, 'One page'),
});

const restore = createRoute({
	method: 'post',
	path: '/competitions/{slug}/revisions/{part}/{number}/restore',
	tags,
	summary:
		'Bring back the state after a revision; 0 is the state before the first (its organisers)',
	request: { params: PartParam.extend({ number: z.coerce.number().int().min(0) }) },
	responses: ok(RevisionList, 'The newest revisions'),
});

function present(row: RevisionRow): Revision {
	const isPage = row.part !== 'settings';
	return {
		part: row.part,
		number: row.number,
		at: new Date(row.createdAt).toISOString(),
		by: row.userName,
		restored: row.restored,
		text: isPage ? { before: row.before, after: row.after } : null,
		changes: isPage
			? []
			: changesBetween(
					JSON.parse(row.before) as Partial<Settings>,
					JSON.parse(row.after) as Partial<Settings>,
				),
	};
}

async function sourceOf({ db }: Services, seat: Seat, page: PageName): Promise<PageSource> {
	const { id } = seat.competition;
	const revision = await findLatestRevision(db, id, page);
	return { page, markdown: seat.competition[page] ?? '', revision };
}

async function historyOf(
	{ db }: Services,
	seat: Seat,
	part: RevisedPart,
	page: { page: number; page_size: number },
) {
	const { rows, total } = await listRevisions(db, seat.competition.id, part, page);
	return { revisions: rows.map(present), total, ...page };
}

/** The state after a revision; 0 is what stood there before the first. */
async function stateAfter({ db }: Services, seat: Seat, part: RevisedPart, number: number) {
	const row = await findRevision(db, seat.competition.id, part, Math.max(1, number));
	if (row) return number === 0 ? row.before : row.after;
	throw new ApiError('not_found', { detail: `There is no revision ${number} of ${part}.` });
}

export function pageRoutes(services: Services) {
	const seatAt = (c: { var: { viewer: Seat['viewer'] } }, slug: string) =>
		requireCompetition(services, c.var.viewer, slug);
	const app = newApp();
	app.openapi(source, async (c) => {
		const { slug, page } = c.req.valid('param');
		const seat = await seatAt(c, slug);
		requireOrganiser(seat);
		return c.json(await sourceOf(services, seat, page), 200);
	});
	app.openapi(edit, async (c) => {
		const { slug, page } = c.req.valid('param');
		const seat = await seatAt(c, slug);
		const { user } = requireOrganiser(seat);
		const { competition } = seat;
		await revisePage(services, { competition, user }, page, c.req.valid('json'));
		return c.json(await sourceOf(services, await seatAt(c, slug), page), 200);
	});
	app.openapi(preview, async (c) => {
		requireOrganiser(await seatAt(c, c.req.valid('param').slug));
		return c.json({ html: renderMarkdown(c.req.valid('json').markdown) }, 200);
	});
	app.openapi(history, async (c) => {
		const { slug, part } = c.req.valid('param');
		const seat = await seatAt(c, slug);
		requireOrganiser(seat);
		return c.json(await historyOf(services, seat, part, c.req.valid('query')), 200);
	});
	app.openapi(restore, async (c) => {
		const { slug, part, number } = c.req.valid('param');
		const seat = await seatAt(c, slug);
		const { user } = requireOrganiser(seat);
		const { competition } = seat;
		const state = await stateAfter(services, seat, part, number);
		const by = { competition, user, restored: number };
		if (part === 'settings') {
			const settings = JSON.parse(state) as Partial<Settings>;
			requireSoundSettings({ ...competition, ...settings });
			await reviseSettings(services, by, settings);
		} else {
			const revision = await findLatestRevision(services.db, competition.id, part);
			await revisePage(services, by, part, { markdown: state, revision });
		}
		const first = { page: 1, page_size: 50 };
		return c.json(await historyOf(services, seat, part, first), 200);
	});
	return app;
}
