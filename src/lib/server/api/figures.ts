import { createRoute } from '@hono/zod-openapi';
import { SubmissionIntervals } from '#lib/api/schemas/submissions';
import { findEvaluation, findPrivateReports } from '#db/queries/evaluations';
import { requireScored, requireSubmission } from '../submission-access.ts';
import type { Services } from '../services.ts';
import { IdParam, newApp, ok, sends } from './context.ts';
import { attachment } from './download.ts';
import { figuresCsv } from './present/figures-csv.ts';

const tags = ['Submissions'];

const intervals = createRoute({
	method: 'get',
	path: '/submissions/{id}/intervals',
	tags,
	summary: 'Intervals of every figure of a submission',
	description:
		'A submission itself carries those that cost little; the others come from a bootstrap, which ' +
		'takes some seconds the first time.',
	request: { params: IdParam },
	responses: ok(SubmissionIntervals, 'By split'),
});

const csv = createRoute({
	method: 'get',
	path: '/submissions/{id}/figures.csv',
	tags,
	summary: 'Every figure of a submission, overall and per label, with its interval',
	request: { params: IdParam },
	responses: sends('text/csv', 'The file'),
});

export function figureRoutes(services: Services) {
	const app = newApp();
	app.openapi(intervals, async (c) => {
		const found = await requireSubmission(services, c.var.viewer, c.req.valid('param').id);
		requireScored(found.submission);
		const { public: open, ...hidden } = await services.analyses.intervals(found.submission);
		const splits = { public: open, ...(found.canSeePrivate ? hidden : {}) };
		const answer = { submission: found.submission.row.id, splits };
		return c.json(answer as SubmissionIntervals, 200);
	});
	app.openapi(csv, async (c) => {
		const found = await requireSubmission(services, c.var.viewer, c.req.valid('param').id);
		requireScored(found.submission);
		const { id, evaluationId } = found.submission.row;
		const evaluation = (await findEvaluation(services.db, evaluationId!))!;
		const hidden = found.canSeePrivate
			? await findPrivateReports(services.db, evaluationId!)
			: { private: null, all: null };
		return c.body(figuresCsv({ public: evaluation.publicReport, ...hidden }), 200, {
			'content-type': 'text/csv; charset=utf-8',
			'content-disposition': attachment(`${id}-figures.csv`),
		}) as never;
	});
	return app;
}
