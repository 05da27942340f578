import { createRoute, z } from '@hono/zod-openapi';
import { cardMarkdown } from '#baselines/cards/markdown';
import { requireCompetition } from '../access.ts';
import type { Viewer } from '../auth/viewer.ts';
import { requireBaseline, requireCard } from '../baselines/find.ts';
import type { Services } from '../services.ts';
import { newApp, sends, SlugParam } from './context.ts';
import { attachment } from './download.ts';

const tags = ['Baselines'];
const params = SlugParam.extend({ id: z.string() });

const json = createRoute({
	method: 'get',
	path: '/competitions/{slug}/baselines/{id}/card.json',
	tags,
	summary: 'The card as a file, as the reader may see it',
	request: { params },
	responses: sends('application/json', 'The file'),
});

const markdown = createRoute({
	method: 'get',
	path: '/competitions/{slug}/baselines/{id}/card.md',
	tags,
	summary: 'The card to read, as Markdown',
	request: { params },
	responses: sends('text/markdown', 'The file'),
});

const fileHeaders = (type: string, name: string) => ({
	'content-type': type,
	'content-disposition': attachment(name),
});

export function baselineCardFileRoutes(services: Services) {
	async function cardOf(viewer: Viewer, { slug, id }: z.infer<typeof params>) {
		const seat = await requireCompetition(services, viewer, slug);
		const team = await requireBaseline(services, seat, id);
		const { card } = await requireCard(services, seat, team);
		return { card, name: `${slug}-${card.recipe.id}-card` };
	}
	return newApp()
		.openapi(json, async (c) => {
			const { card, name } = await cardOf(c.var.viewer, c.req.valid('param'));
			const text = `${JSON.stringify(card, null, '\t')}\n`;
			return c.body(text, 200, fileHeaders('application/json', `${name}.json`)) as never;
		})
		.openapi(markdown, async (c) => {
			const { card, name } = await cardOf(c.var.viewer, c.req.valid('param'));
			const type = 'text/markdown; charset=utf-8';
			return c.body(cardMarkdown(card), 200, fileHeaders(type, `${name}.md`)) as never;
		});
}
