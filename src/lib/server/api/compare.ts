import { createRoute, z } from '@hono/zod-openapi';
import { Comparable, ComparisonReport } from '#lib/api/schemas/compare';
import { listScored } from '#db/queries/submissions';
import { requireCompetition, type Seat } from '../access.ts';
import { requireCompared, requireComparisons } from '../submission-access.ts';
import type { Services } from '../services.ts';
import { newApp, ok, SlugParam } from './context.ts';
import { comparisonOf, sideOf } from './present/comparison.ts';

const tags = ['Submissions'];

const compare = createRoute({
	method: 'get',
	path: '/competitions/{slug}/compare',
	tags,
	summary: 'Two submissions on the same rows: differences, intervals and p values',
	description:
		'`a` is your own, `b` your own or a baseline’s; organisers may name any. Differences are a − b. ' +
		'The private split is for organisers until the close.',
	request: {
		params: SlugParam,
		query: z.object({ a: z.string().max(100), b: z.string().max(100) }),
	},
	responses: ok(ComparisonReport, 'The comparison'),
});

const comparable = createRoute({
	method: 'get',
	path: '/competitions/{slug}/comparable',
	tags,
	summary: 'What you may compare: your scored submissions, newest first, and the baselines',
	request: { params: SlugParam },
	responses: ok(Comparable, 'At most 500 submissions'),
});

/** Own submissions (an organiser: everyone's), and of each baseline the one that counts. */
async function comparableTo({ db, boards }: Services, { competition, team, organiser }: Seat) {
	const own = await listScored(db, competition, {
		kind: 'participant',
		...(organiser ? {} : { teamId: team!.id }),
	});
	const baselines = await listScored(db, competition, { kind: 'baseline' });
	const board = await boards.get(competition, 'public');
	const counting = new Set(board.baselines.map(({ submissionId }) => submissionId));
	return { own, baselines: baselines.filter(({ row }) => counting.has(row.id)) };
}

export const compareRoutes = (services: Services) =>
	newApp()
		.openapi(compare, async (c) => {
			const seat = await requireCompetition(services, c.var.viewer, c.req.valid('param').slug);
			requireComparisons(seat);
			const query = c.req.valid('query');
			const a = await requireCompared(services, seat, query.a, 'a');
			const b = await requireCompared(services, seat, query.b, 'b');
			return c.json(comparisonOf(seat, a, b, await services.analyses.compare(a, b)), 200);
		})
		.openapi(comparable, async (c) => {
			const seat = await requireCompetition(services, c.var.viewer, c.req.valid('param').slug);
			requireComparisons(seat);
			const { own, baselines } = await comparableTo(services, seat);
			return c.json({ own: own.map(sideOf), baselines: baselines.map(sideOf) }, 200);
		});
