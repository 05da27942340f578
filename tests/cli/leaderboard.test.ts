/** `holdout leaderboard` on a data folder with people in it. */
import { rmSync } from 'node:fs';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { holdout } from '../support/server.ts';
import { predictions } from '../api/small.ts';
import { call, importSmall, newDataDir, newPerson, openWorld, submit } from '../api/world.ts';

const dataDir = newDataDir();
const ROWS = 300;

beforeAll(async () => {
	const world = await openWorld({ dataDir });
	const admin = await newPerson(world.holdout, 'admin');
	for (const slug of ['by-metric', 'by-mean']) {
		const ranking = slug === 'by-mean' ? 'ranking: mean_rank' : '';
		const yaml = `metrics: [hamming_loss]\n${ranking}`;
		await importSmall(world.holdout, { slug, rows: ROWS, yaml });
		for (const [name, skill] of [
			['Ada', 0.9],
			['Bea', 0.9],
			['Cem', 0.1],
		] as const) {
			const person = await newPerson(world.holdout);
			const json = { accept_rules: true, team_name: name };
			await call(world.holdout, person, `/competitions/${slug}/join`, { method: 'POST', json });
			await submit(world.holdout, person, slug, predictions(skill, { rows: ROWS }));
		}
		await submit(world.holdout, admin, slug, predictions(0.5, { rows: ROWS }), '?baseline=Net');
	}
	await world.holdout.lifecycle.drain();
	await world.close();
});
afterAll(() => rmSync(dataDir, { recursive: true, force: true }));

const board = (...args: string[]) => holdout(['leaderboard', ...args], { HOLDOUT_DATA: dataDir });

it('shows intervals, open ranks, ties and further metrics', async () => {
	const { code, stdout, stderr } = await board('by-metric');
	expect(code, stderr).toBe(0);
	const [head, first, second, third, last] = stdout.trimEnd().split('\n');
	expect(head).toMatch(/^ +# +team +Mean AUROC +95 % interval +ranks +Hamming loss +entries/);
	expect(first).toMatch(/^1= +Ada +0\.\d{4} +0\.\d{4} to 0\.\d{4} +1 to 2 +tied +0\.\d{4} +1 /);
	expect(second).toMatch(/^1= +Bea .* 1 to 2 +tied /);
	expect(third).toMatch(/^ *– +Net +0\.\d{4} +0\.\d{4} to 0\.\d{4} .* baseline$/);
	expect(last).toMatch(/^ *3 +Cem .* to 0\.\d{4} +3 +0\.\d{4}/);
	expect(stderr).toMatch(/Tied: not separated from the first \(paired DeLong test, .*5 %\)\./);
});

it('shows mean ranks where they order the board, with the references below', async () => {
	const { code, stdout, stderr } = await board('by-mean');
	expect(code, stderr).toBe(0);
	const lines = stdout.trimEnd().split('\n');
	expect(lines[0]).toMatch(/ 95 % interval +mean rank +Hamming loss /);
	expect(lines[1]).toMatch(/^1= +Ada .* 1\.50 +0\.\d{4}/);
	expect(lines[3]).toMatch(/^ *3 +Cem .* 3\.00 /);
	expect(lines[4]).toMatch(/^ *– +Net /);
	expect(stderr).toMatch(/Equal means of ranks share a rank/);
	expect(stderr).not.toMatch(/Tied:/);
});

it('--json has the board with its tests', async () => {
	const { stdout } = await board('by-metric', '--json');
	const { separation, participants } = JSON.parse(stdout);
	expect(separation).toMatchObject({ ready: true, tied_with_first: 2 });
	expect(participants[0]).toMatchObject({ tied_with_first: true, rank_range: [1, 2] });
});
