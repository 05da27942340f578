/** What a competition is bound to, published as hashes; revealed after the close. */
import { createRoute } from '@hono/zod-openapi';
import { Commitments, RevealRequest } from '#lib/api/schemas/commitments';
import { listCommitments, revealCommitments } from '#db/queries/commitments';
import type { CommitmentRow } from '#db/schema/commitments';
import { isRevealed, requireCompetition, requireOrganiser, type Seat } from '../access.ts';
import { bundleItems } from '../commitments/bundle.ts';
import { entryBy } from '../competitions/entry.ts';
import { ApiError } from '../errors.ts';
import type { Services } from '../services.ts';
import { zipStream } from '../zip-stream.ts';
import { body, newApp, ok, sends, SlugParam } from './context.ts';
import { attachment } from './download.ts';
import { iso } from './present/competition.ts';

const tags = ['Commitment'];

const get = createRoute({
	method: 'get',
	path: '/competitions/{slug}/commitments',
	tags,
	summary: 'The hashes that the competition is bound by, and once revealed what they are of',
	request: { params: SlugParam },
	responses: ok(Commitments, 'In the order in which they were made'),
});

const reveal = createRoute({
	method: 'post',
	path: '/competitions/{slug}/commitments/reveal',
	tags,
	summary:
		'Publish salts, hidden labels and, if wanted, the submitted files, after the close (organisers)',
	description: 'It cannot be taken back.',
	request: { params: SlugParam, body: body(RevealRequest) },
	responses: ok(Commitments, 'Revealed'),
});

const bundle = createRoute({
	method: 'get',
	path: '/competitions/{slug}/verification.zip',
	tags,
	summary: 'Everything that `holdout verify` needs to compute the scores again; once revealed',
	request: { params: SlugParam },
	responses: sends('application/zip', 'Streamed'),
});

const canReveal = ({ competition, organiser }: Seat, rows: CommitmentRow[], now: number) =>
	organiser && isRevealed(competition, now) && rows.some(({ revealedAt }) => revealedAt === null);

function present(seat: Seat, rows: CommitmentRow[], now: number): Commitments {
	return {
		commitments: rows.map(({ number, hash, createdAt, reason, salt, content, revealedAt }) => ({
			...{ number, hash, at: iso(createdAt)!, reason },
			// Before, not even organisers get them here: what is on no screen is in no screenshot.
			...(revealedAt === null ? { salt: null, content: null } : { salt, content }),
		})),
		revealed_at: iso(rows[0]?.revealedAt ?? null),
		releases_files: seat.competition.releasesFiles,
		can_reveal: canReveal(seat, rows, now),
	};
}

export const commitmentRoutes = (services: Services) => {
	const { db, now } = services;
	const found = async (viewer: Seat['viewer'], slug: string) => {
		const seat = await requireCompetition(services, viewer, slug);
		return { seat, rows: await listCommitments(db, seat.competition.id) };
	};
	return newApp()
		.openapi(get, async (c) => {
			const { seat, rows } = await found(c.var.viewer, c.req.valid('param').slug);
			return c.json(present(seat, rows, now()), 200);
		})
		.openapi(reveal, async (c) => {
			const { slug } = c.req.valid('param');
			const { seat, rows } = await found(c.var.viewer, slug);
			const { user } = requireOrganiser(seat);
			const at = now();
			if (!isRevealed(seat.competition, at)) {
				throw new ApiError('conflict', {
					detail: 'The hidden labels can be revealed once the private board is published.',
					remedy: 'Wait for the close, and publish the private board first.',
				});
			}
			const { files } = c.req.valid('json');
			const detail = { files, commitments: rows.map(({ hash }) => hash) };
			const entry = entryBy(seat, user, 'commitment_revealed', at, { target: slug, detail });
			if (!(await revealCommitments(db, { releasesFiles: files }, entry))) {
				throw new ApiError('conflict', { detail: 'Everything is revealed already.' });
			}
			const after = await found(c.var.viewer, slug);
			return c.json(present(after.seat, after.rows, at), 200);
		})
		.openapi(bundle, async (c) => {
			const { slug } = c.req.valid('param');
			const { seat, rows } = await found(c.var.viewer, slug);
			if (!rows.length || rows.some(({ revealedAt }) => revealedAt === null)) {
				throw new ApiError('not_revealed', {
					detail: 'The organiser has not revealed the hidden labels.',
					remedy: 'Until then the hashes on the competition page are all that is published.',
				});
			}
			return new Response(zipStream(bundleItems(services, seat.competition, rows)), {
				headers: {
					'content-type': 'application/zip',
					'content-disposition': attachment(`${slug}-verification.zip`),
					'cache-control': 'no-store, no-transform',
				},
			}) as never;
		});
};
