import { createRoute, z } from '@hono/zod-openapi';
import { uuidv7 } from 'uuidv7';
import { Announcement, AnnouncementPatch, NewAnnouncement } from '#lib/api/schemas/organise';
import {
	deleteAnnouncement,
	findAnnouncement,
	insertAnnouncement,
	listAnnouncements,
	updateAnnouncement,
	type Announcement as Found,
} from '#db/queries/announcements';
import { requireCompetition, requireOrganiser, type Seat } from '../access.ts';
import { entryBy } from '../competitions/entry.ts';
import { renderMarkdown } from '../competitions/markdown.ts';
import { ApiError } from '../errors.ts';
import { competitionTopic } from '../events.ts';
import type { Services } from '../services.ts';
import { announcementStream } from './announcement-stream.ts';
import { body, created, done, newApp, ok, sends, SlugParam } from './context.ts';
import { sendStream } from './sse.ts';

const tags = ['Announcements'];
const OneParam = SlugParam.extend({ id: z.string() });

const list = createRoute({
	method: 'get',
	path: '/competitions/{slug}/announcements',
	tags,
	summary: 'Pinned ones first, then newest first',
	description: 'Organisers also get those whose time has not come.',
	request: { params: SlugParam },
	responses: ok(z.object({ announcements: z.array(Announcement) }), 'At most 500'),
});

const post = createRoute({
	method: 'post',
	path: '/competitions/{slug}/announcements',
	tags,
	summary: 'Announce something, now or at a time (its organisers)',
	request: { params: SlugParam, body: body(NewAnnouncement) },
	responses: created(Announcement, 'The announcement'),
});

const patch = createRoute({
	method: 'patch',
	path: '/competitions/{slug}/announcements/{id}',
	tags,
	summary: 'Change an announcement (its organisers)',
	request: { params: OneParam, body: body(AnnouncementPatch) },
	responses: ok(Announcement, 'The announcement'),
});

const remove = createRoute({
	method: 'delete',
	path: '/competitions/{slug}/announcements/{id}',
	tags,
	summary: 'Take an announcement away (its organisers)',
	request: { params: OneParam },
	responses: done('It is gone'),
});

const events = createRoute({
	method: 'get',
	path: '/competitions/{slug}/events',
	tags,
	summary: 'What becomes new in a competition (server-sent events)',
	description: 'Event `announcement` with an AnnouncementEvent, when one can be read.',
	request: { params: SlugParam },
	responses: sends('text/event-stream', 'The stream'),
});

const iso = (ms: number) => new Date(ms).toISOString();

const present = (row: Found, now: number, organiser: boolean): Announcement => ({
	id: row.id,
	title: row.title,
	html: renderMarkdown(row.body),
	markdown: organiser ? row.body : null,
	pinned: row.pinned,
	author: row.author,
	published_at: iso(row.publishAt),
	edited_at: row.editedAt === null ? null : iso(row.editedAt),
	published: row.publishAt <= now,
});

async function found({ db }: Services, { competition }: Seat, id: string): Promise<Found> {
	const row = await findAnnouncement(db, competition.id, id);
	if (!row) throw new ApiError('not_found', { detail: 'No such announcement.' });
	return row;
}

export const announcementRoutes = (services: Services) =>
	newApp()
		.openapi(list, async (c) => {
			const seat = await requireCompetition(services, c.var.viewer, c.req.valid('param').slug);
			const now = services.now();
			const until = seat.organiser ? null : now;
			const rows = await listAnnouncements(services.db, seat.competition.id, until);
			const announcements = rows.map((row) => present(row, now, seat.organiser));
			return c.json({ announcements }, 200);
		})
		.openapi(post, async (c) => {
			const seat = await requireCompetition(services, c.var.viewer, c.req.valid('param').slug);
			const { user } = requireOrganiser(seat);
			const { title, markdown, pinned, publish_at } = c.req.valid('json');
			const now = services.now();
			const row = {
				...{ id: uuidv7(), competitionId: seat.competition.id, userId: user.id, title, pinned },
				...{ body: markdown, createdAt: now },
				// One that was meant for the past appears now, so that nobody misses it.
				publishAt: Math.max(now, publish_at === null ? now : Date.parse(publish_at)),
			};
			const about = { target: title, detail: { id: row.id, publish_at: iso(row.publishAt) } };
			await insertAnnouncement(
				services.db,
				row,
				entryBy(seat, user, 'announcement_posted', now, about),
			);
			services.events.changed(competitionTopic(seat.competition.id));
			services.postman.wake();
			return c.json(present(await found(services, seat, row.id), now, true), 201);
		})
		.openapi(patch, async (c) => {
			const { slug, id } = c.req.valid('param');
			const seat = await requireCompetition(services, c.var.viewer, slug);
			const { user } = requireOrganiser(seat);
			const now = services.now();
			const { markdown, publish_at, ...rest } = c.req.valid('json');
			const values = {
				...rest,
				...(markdown === undefined ? {} : { body: markdown }),
				...(publish_at === undefined ? {} : { publishAt: Date.parse(publish_at) }),
				editedAt: now,
			};
			const { title } = await found(services, seat, id);
			const about = { target: rest.title ?? title, detail: { id } };
			const entry = entryBy(seat, user, 'announcement_edited', now, about);
			await updateAnnouncement(services.db, id, values, entry);
			services.events.changed(competitionTopic(seat.competition.id));
			services.postman.wake();
			return c.json(present(await found(services, seat, id), now, true), 200);
		})
		.openapi(remove, async (c) => {
			const { slug, id } = c.req.valid('param');
			const seat = await requireCompetition(services, c.var.viewer, slug);
			const { user } = requireOrganiser(seat);
			const { title } = await found(services, seat, id);
			const about = { target: title, detail: { id } };
			const entry = entryBy(seat, user, 'announcement_deleted', services.now(), about);
			await deleteAnnouncement(services.db, id, entry);
			return c.body(null, 204);
		})
		.openapi(events, async (c) => {
			const seat = await requireCompetition(services, c.var.viewer, c.req.valid('param').slug);
			return sendStream(announcementStream(services, seat.competition.id));
		});
