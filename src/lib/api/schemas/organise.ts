import { z } from '@hono/zod-openapi';
import { Instant } from './common.ts';

export const StaffRole = z.enum(['owner', 'organiser']).openapi('StaffRole');

export const StaffMember = z
	.object({
		id: z.string(),
		name: z.string(),
		email: z.string(),
		role: StaffRole,
		since: Instant,
	})
	.openapi('StaffMember');

export const InviteRequest = z
	.object({ email: z.email(), role: StaffRole.default('organiser') })
	.openapi('InviteRequest');

export const PageName = z.enum(['overview', 'data', 'rules']);
export const RevisedPart = z.enum(['overview', 'data', 'rules', 'settings']);
const Markdown = z.string().max(200_000);

/** A page as its organisers wrote it. */
export const PageSource = z
	.object({
		page: PageName,
		markdown: Markdown,
		/** Number of the newest revision; 0 is the page as it was imported. */
		revision: z.number().int(),
	})
	.openapi('PageSource');

export const PageEdit = z
	.object({
		markdown: Markdown,
		/** The revision that was edited: if there is a newer one the edit is refused. */
		revision: z.number().int().min(0),
	})
	.openapi('PageEdit');

export const MarkdownText = z.object({ markdown: Markdown }).openapi('MarkdownText');
export const RenderedText = z.object({ html: z.string() }).openapi('RenderedText');

export const Revision = z
	.object({
		part: RevisedPart,
		number: z.number().int(),
		at: Instant,
		by: z.string(),
		/** The number whose state was brought back. */
		restored: z.number().int().nullable(),
		/** Pages: the whole text before and after; null for settings. */
		text: z.object({ before: z.string(), after: z.string() }).nullable(),
		/** Settings: what changed; empty for pages. */
		changes: z.array(
			z.object({ key: z.string(), before: z.string().nullable(), after: z.string().nullable() }),
		),
	})
	.openapi('Revision');

export const RevisionList = z
	.object({
		revisions: z.array(Revision),
		total: z.number().int(),
		page: z.number().int(),
		page_size: z.number().int(),
	})
	.openapi('RevisionList');

export const Announcement = z
	.object({
		id: z.string(),
		title: z.string(),
		/** Sanitised. */
		html: z.string(),
		/** For organisers, who may edit it. */
		markdown: z.string().nullable(),
		pinned: z.boolean(),
		author: z.string().nullable(),
		published_at: Instant,
		edited_at: Instant.nullable(),
		/** Organisers see those whose time has not come. */
		published: z.boolean(),
	})
	.openapi('Announcement');

export const NewAnnouncement = z
	.object({
		title: z.string().trim().min(1).max(200),
		markdown: z.string().trim().min(1).max(20_000),
		pinned: z.boolean().default(false),
		/** Default: now. */
		publish_at: z.iso.datetime({ offset: true }).nullable().default(null),
	})
	.openapi('NewAnnouncement');

export const AnnouncementPatch = z
	.object({
		title: z.string().trim().min(1).max(200),
		markdown: z.string().trim().min(1).max(20_000),
		pinned: z.boolean(),
		publish_at: z.iso.datetime({ offset: true }),
	})
	.partial()
	.openapi('AnnouncementPatch');

/** Data of the `announcement` event of /competitions/{slug}/events. */
export const AnnouncementEvent = z
	.object({ id: z.string(), title: z.string(), pinned: z.boolean(), at: Instant })
	.openapi('AnnouncementEvent');

export type StaffRole = z.infer<typeof StaffRole>;
export type StaffMember = z.infer<typeof StaffMember>;
export type PageName = z.infer<typeof PageName>;
export type PageSource = z.infer<typeof PageSource>;
export type RevisedPart = z.infer<typeof RevisedPart>;
export type Revision = z.infer<typeof Revision>;
export type RevisionList = z.infer<typeof RevisionList>;
export type Announcement = z.infer<typeof Announcement>;
export type NewAnnouncement = z.input<typeof NewAnnouncement>;
export type AnnouncementPatch = z.infer<typeof AnnouncementPatch>;
