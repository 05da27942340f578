import { describe, expect, it } from 'vitest';
import { nodeVersionProblem } from '../../src/cli/node-version.ts';
import { holdout } from '../support/server.ts';

const COMMANDS = [
	['serve'],
	['score'],
	['compare'],
	['metrics'],
	['submit'],
	['leaderboard'],
	['import'],
	['competition', 'import'],
	['competition', 'check'],
	['competition', 'export'],
	['user', 'create'],
];

describe('every command', () => {
	it.each(COMMANDS)('%s %s has --help with an example', async (...command) => {
		const { code, stdout } = await holdout([...command.filter(Boolean), '--help']);
		expect(code).toBe(0);
		expect(stdout).toMatch(/Example:\n {2}.*holdout /);
		expect(stdout).toContain(command.includes('serve') ? '--port' : '--json');
	});
});

describe('wrong usage ends with 2 and says what is wrong', () => {
	it.each([
		[[], /Usage: holdout/],
		[['skore'], /unknown command 'skore'/],
		[['score'], /missing required argument/],
		[['score', 'a', 'b', '--jsn'], /unknown option '--jsn'/],
		[['score', 'a', 'b', '--intervals', 'some'], /Allowed choices are main, all, none/],
		[['compare', 'a', 'b'], /missing required argument 'b\.csv'/],
		[['compare', '.', '/nowhere.csv', '/nowhere.csv'], /There is no file/],
		[['metrics', '--task', 'ternary'], /Allowed choices are binary, multiclass, multilabel/],
		[['score', '.', '/nowhere.csv'], /There is no file "\/nowhere\.csv"/],
		[['import'], /Which data set\?/],
		[['import', 'nih'], /There is no data set "nih"/],
		[['import', 'kermany'], /Which files\?[^]*chest_xray/],
		[['import', 'kermany', '/nowhere'], /There is no file or folder "\/nowhere"/],
		[['import', 'kermany', '.', '--seed', '-1'], /not a whole number from 0 up/],
		[['import', 'kermany', '.', '--split', 'odd'], /Allowed choices are official, random/],
		[['competition', 'import', '/nowhere'], /There is no folder "\/nowhere"/],
		[['leaderboard', 'x', '--split', 'hidden'], /Allowed choices are public, private/],
		[['leaderboard', 'x', '--server', 'example'], /not the address of a server/],
		[['user', 'create', '--email', 'ada'], /required option '--name/],
		[['user', 'create', '--email', 'ada', '--name', 'Ada'], /not an e-mail address/],
		[['serve', '--port', 'http'], /"http" is not a port/],
	] as [string[], RegExp][])('%j', async (args, says) => {
		const { code, stdout, stderr } = await holdout(args);
		expect(code).toBe(2);
		expect(stdout + stderr).toMatch(says);
		expect(stderr).not.toMatch(/\n\s+at /);
	});
});

it('tells people with an old Node what to do', () => {
	expect(nodeVersionProblem('18.20.4')).toMatch(/needs Node 20\.19 or newer, and this is Node 18/);
	expect(nodeVersionProblem('20.18.3')).not.toBeNull();
	expect(nodeVersionProblem('20.19.0')).toBeNull();
	expect(nodeVersionProblem('24.1.0')).toBeNull();
});
