import { createRoute, z } from '@hono/zod-openapi';
import { MetricInfo } from '#lib/api/schemas/competitions';
import { metrics } from '#scorer/index';
import { newApp, ok } from './context.ts';
import { metricInfo } from './present/metric.ts';

const get = createRoute({
	method: 'get',
	path: '/metrics',
	tags: ['Competitions'],
	summary: 'Every metric that a competition may use, with its parameters and their defaults',
	responses: ok(z.object({ metrics: z.array(MetricInfo) }), 'In the order of reports'),
});

export const metricRoutes = () =>
	newApp().openapi(get, (c) => c.json({ metrics: metrics.map(({ id }) => metricInfo(id)) }, 200));
