import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { smallPredictions, writeSmallCompetition } from '../support/folder.ts';
import {
	api,
	createUserToken,
	holdout,
	joinCompetition,
	makeDataDir,
	removeDataDir,
	startServer,
} from '../support/server.ts';

it('twenty parallel uploads against a limit of five: five are accepted', async () => {
	const dataDir = makeDataDir('parallel');
	const folder = writeSmallCompetition(mkdtempSync(join(tmpdir(), 'holdout-folder-')), {
		slug: 'five',
		yaml: 'limits: { per_day: 5 }',
	});
	const imported = await holdout(['competition', 'import', folder], { HOLDOUT_DATA: dataDir });
	expect(imported.code, imported.stdout + imported.stderr).toBe(0);
	const token = await createUserToken(dataDir, 'fast@example.org', '--admin');
	const server = await startServer(dataDir);
	try {
		await joinCompetition(server, token, 'five');
		const answers = await Promise.all(
			Array.from({ length: 20 }, (_, i) =>
				api<{ code?: string; next_free_at?: string }>(
					server,
					token,
					`/competitions/five/submissions?filename=${i}.csv`,
					{
						method: 'POST',
						headers: { 'content-type': 'text/csv' },
						body: smallPredictions(i / 20),
					},
				),
			),
		);
		const refused = answers.filter((answer) => answer.status !== 202);
		expect(answers.length - refused.length).toBe(5);
		for (const { status, body } of refused) {
			expect(status).toBe(429);
			expect(body.code).toBe('attempts_used_up');
			expect(Date.parse(body.next_free_at!)).toBeGreaterThan(Date.now());
		}
	} finally {
		await server.kill();
		removeDataDir(dataDir);
	}
});
