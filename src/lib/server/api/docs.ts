/** The browsable page of the API, with its own copy of Swagger UI: no other host is asked. */
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { Hono } from 'hono';
import { ApiError } from '../errors.ts';
import type { Env } from './context.ts';

const ASSETS: Record<string, string> = {
	'swagger-ui.css': 'text/css; charset=utf-8',
	'swagger-ui-bundle.js': 'text/javascript; charset=utf-8',
	'favicon-32x32.png': 'image/png',
};

const PAGE = `<!doctype html>
<html lang="en">
	<head>
		<meta charset="utf-8" />
		<meta name="viewport" content="width=device-width, initial-scale=1" />
		<title>Holdout API</title>
		<link rel="stylesheet" href="/api/docs/swagger-ui.css" />
		<link rel="icon" href="/api/docs/favicon-32x32.png" />
	</head>
	<body>
		<div id="swagger-ui"></div>
		<script src="/api/docs/swagger-ui-bundle.js"></script>
		<script src="/api/docs/start.js"></script>
	</body>
</html>
`;

const START = `window.ui = SwaggerUIBundle({
	url: '/api/v1/openapi.json',
	dom_id: '#swagger-ui',
	deepLinking: true,
	persistAuthorization: false,
	validatorUrl: null,
});
`;

const POLICY = [
	"default-src 'none'",
	"script-src 'self'",
	// Swagger UI sets style attributes.
	"style-src 'self' 'unsafe-inline'",
	"img-src 'self' data:",
	"connect-src 'self'",
	"base-uri 'none'",
	"form-action 'none'",
	"frame-ancestors 'none'",
].join('; ');

const folder = () =>
	dirname(createRequire(import.meta.url).resolve('swagger-ui-dist/package.json'));

export const docsRoutes = () =>
	new Hono<Env>()
		.get('/', (c) => c.html(PAGE, 200, { 'content-security-policy': POLICY }))
		.get('/start.js', (c) =>
			c.body(START, 200, { 'content-type': 'text/javascript; charset=utf-8' }),
		)
		.get('/:asset', async (c) => {
			const name = c.req.param('asset');
			const type = ASSETS[name];
			if (!type) throw new ApiError('not_found');
			const bytes = await readFile(join(folder(), name));
			return c.body(new Uint8Array(bytes), 200, {
				'content-type': type,
				'cache-control': 'public, max-age=86400',
			});
		});
