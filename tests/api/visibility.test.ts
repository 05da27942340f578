/** Curves and subgroups: withheld until the close unless the organiser says otherwise. */
import { afterEach, describe, expect, it } from 'vitest';
import type { CompetitionDetail } from '#lib/api/schemas/competitions';
import type { Submission } from '#lib/api/schemas/submissions';
import { castOf, SLUG, type Actor, type Cast } from './cast.ts';
import { predictions, smallCompetition } from './small.ts';
import {
	call,
	importFolder,
	joinAs,
	newPerson,
	NOBODY,
	openWorld,
	submit,
	type Person,
	type World,
} from './world.ts';

const CLOSES = Date.UTC(2026, 5, 1);
const CURVES = ['roc', 'pr', 'reliability', 'distribution'] as const;

let world: World;
let clock: number;
afterEach(() => world.close());

/** A competition whose solution says which side an image shows. */
function sided(yaml: string, generated = false) {
	const folder = smallCompetition({
		slug: SLUG,
		yaml: `subgroups: [Side]\nmin_group: 5\ncloses: ${new Date(CLOSES).toISOString()}\n${yaml}`,
	});
	const decode = (path: string) => new TextDecoder().decode(folder.get(path));
	const encode = (text: string) => new TextEncoder().encode(text);
	const [head, ...rows] = decode('solution.csv').trimEnd().split('\n');
	const lines = rows.map((row, i) => `${row},${i % 2 ? 'left' : 'right'}`);
	folder.set('solution.csv', encode(`${head},Side\n${lines.join('\n')}\n`));
	if (!generated) {
		const yamlText = decode('competition.yaml').replace('generated: true\n', '');
		folder.set('competition.yaml', encode(yamlText));
	}
	return folder;
}

interface Stage {
	organiser: Person;
	person: Person;
	own: string;
	baseline: string;
}

async function stage(yaml = '', generated = false): Promise<Stage> {
	clock = CLOSES - 86_400_000;
	world = await openWorld({ now: () => clock });
	const organiser = await newPerson(world.holdout, 'organiser');
	const person = await newPerson(world.holdout);
	await importFolder(world.holdout, sided(yaml, generated), organiser.id);
	await joinAs(world.holdout, person, SLUG);
	const own = (await submit(world.holdout, person, SLUG, predictions(0.6))).body.id;
	const query = '?baseline=Net';
	const baseline = (await submit(world.holdout, organiser, SLUG, predictions(0.4), query)).body.id;
	await world.holdout.lifecycle.drain();
	return { organiser, person, own, baseline };
}

const seen = async (who: { headers: Record<string, string> }, id: string) =>
	(await call<Submission>(world.holdout, who, `/submissions/${id}`)).body;

/** What of a submission is there for a reader. */
async function parts(who: { headers: Record<string, string> }, id: string) {
	const { evaluation, can_see } = await seen(who, id);
	const splits = Object.values(evaluation!.splits);
	const has = (key: (typeof CURVES)[number] | 'subgroups') =>
		splits.map((split) => split[key] !== undefined);
	const curves = CURVES.flatMap(has);
	// All four kinds go together, and all splits.
	expect(new Set(curves).size).toBe(1);
	expect(new Set(has('subgroups')).size).toBe(1);
	const result = { curves: curves[0]!, subgroups: has('subgroups')[0]! };
	expect(can_see).toMatchObject(result);
	return result;
}

const show = (who: Person, json: unknown) =>
	call<CompetitionDetail>(world.holdout, who, `/competitions/${SLUG}`, {
		method: 'PATCH',
		json: { show: json },
	});

describe('where labels are real and nothing was said', () => {
	it('participants see neither before the close, and both after it', async () => {
		const { person, organiser, own, baseline } = await stage();
		const nothing = { curves: false, subgroups: false };
		expect(await parts(person, own)).toEqual(nothing);
		expect(await parts(person, baseline)).toEqual(nothing);
		expect(await parts(NOBODY, baseline)).toEqual(nothing);
		expect(await parts(organiser, own)).toEqual({ curves: true, subgroups: true });
		clock = CLOSES;
		expect(await parts(person, own)).toEqual({ curves: true, subgroups: true });
		expect(await parts(NOBODY, baseline)).toEqual({ curves: true, subgroups: true });
	});

	it('a competition says what this reader may see', async () => {
		const { person, organiser } = await stage();
		const detail = async (who: { headers: Record<string, string> }) =>
			(await call<CompetitionDetail>(world.holdout, who, `/competitions/${SLUG}`)).body;
		expect((await detail(person)).show).toEqual({
			curves: 'after_close',
			subgroups: 'after_close',
			comparisons: 'always',
		});
		const can = { curves: false, subgroups: false, comparisons: true };
		expect((await detail(person)).viewer.can_see).toEqual(can);
		expect((await detail(organiser)).viewer.can_see).toEqual({
			curves: true,
			subgroups: true,
			comparisons: true,
		});
	});
});

it('where labels are generated, curves are shown at once', async () => {
	const { person, own } = await stage('', true);
	expect(await parts(person, own)).toEqual({ curves: true, subgroups: false });
});

it('competition.yaml may say otherwise, and `never` outlasts the close', async () => {
	const { person, organiser, own } = await stage('show: { curves: never, subgroups: always }');
	expect(await parts(person, own)).toEqual({ curves: false, subgroups: true });
	clock = CLOSES;
	expect(await parts(person, own)).toEqual({ curves: false, subgroups: true });
	expect(await parts(organiser, own)).toEqual({ curves: true, subgroups: true });
});

it('an organiser changes one of them and leaves the others', async () => {
	const { person, organiser, own } = await stage('show: { comparisons: never }');
	const { status, body } = await show(organiser, { subgroups: 'always' });
	expect(status).toBe(200);
	expect(body.show).toEqual({ curves: 'after_close', subgroups: 'always', comparisons: 'never' });
	expect(await parts(person, own)).toEqual({ curves: false, subgroups: true });
	expect((await show(person, { curves: 'always' })).status).toBe(403);
	expect((await show(organiser, { curves: 'soon' })).status).toBe(400);
});

it('groups have score and interval, and the worst is named', async () => {
	const { organiser, own } = await stage();
	const { evaluation } = await seen(organiser, own);
	const [side] = evaluation!.splits.public.subgroups!;
	expect(side).toMatchObject({ column: 'Side', min_rows: 5 });
	expect(side!.groups.map(({ value, rows }) => [value, rows])).toEqual([
		['left', 12],
		['right', 12],
	]);
	const [worst] = [...side!.groups].sort((a, b) => a.score! - b.score!);
	expect(side!.worst).toBe(worst!.value);
	for (const { score, interval } of side!.groups) {
		expect(interval![0]).toBeLessThanOrEqual(score!);
		expect(interval![1]).toBeGreaterThanOrEqual(score!);
	}
});

it('nobody but organisers meets a curve or a group at any address', async () => {
	clock = CLOSES - 86_400_000;
	world = await openWorld({ now: () => clock });
	const cast: Cast = await castOf(world.holdout, 'show: { curves: never, subgroups: never }\n');
	await world.holdout.lifecycle.drain();
	const outsiders: Actor[] = ['anonymous', 'owner', 'ownerRead', 'participant', 'organiserRead'];
	const paths = [
		`/submissions/${cast.submission}`,
		`/submissions/${cast.submission}/intervals`,
		`/submissions/${cast.submission}/figures.csv`,
		`/competitions/${SLUG}/compare?a=${cast.submission}&b=${cast.submission}`,
	];
	for (const actor of outsiders) {
		for (const path of paths) {
			const { text } = await call(world.holdout, cast.actors[actor], path);
			expect(text, `${path} for ${actor}`).not.toMatch(/"(roc|fpr|pr|distribution|groups)":/);
		}
	}
	const { text } = await call(world.holdout, cast.actors.organiser, paths[0]!);
	expect(text).toMatch(/"roc":/);
});
