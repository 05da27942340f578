/** Puts the demo competitions and their simulated participants into a data folder, once. */
import { findCompetition } from '#db/queries/competitions';
import { backdateStandings, ensureSimulatedEntry } from '#db/queries/demo';
import { getSetting, setSetting } from '#db/queries/settings';
import { readCompetitionFolder } from '#lib/competition-folder/index';
import { getMetric } from '#scorer/index';
import { importCompetition } from '../competitions/import.ts';
import type { Services } from '../services.ts';
import { buildFolder } from './build.ts';
import { wantImages } from './images/demo-images.ts';
import { simulateEntries } from './participants.ts';
import { DEMO_SEED, DEMOS } from './plans.ts';
import { readTrained } from './trained.ts';
import type { DemoPlan } from './types.ts';

type Needs = Pick<Services, 'db' | 'files' | 'now' | 'wake'>;

const DAY_MS = 24 * 60 * 60 * 1000;
const flagOf = (slug: string) => `demo:${slug}`;

async function importDemo(services: Needs, plan: DemoPlan): Promise<void> {
	const folder = buildFolder(plan, readTrained(plan.config.slug));
	const { competition, problems } = readCompetitionFolder(folder);
	if (!competition) throw new Error(`demo ${plan.config.slug}: ${JSON.stringify(problems)}`);
	// First, so that a start that is interrupted here does not forget it.
	await wantImages(services, plan.config.slug);
	await importCompetition(services, competition, null);
}

async function addParticipants(services: Needs, plan: DemoPlan, begun: number): Promise<void> {
	const { db, files, wake } = services;
	const competition = await findCompetition(db, plan.config.slug);
	for (const { team, note, daysAgo, fileName, bytes } of simulateEntries(plan)) {
		const stored = await files.write(bytes);
		await ensureSimulatedEntry(db, {
			...{ competitionId: competition!.id, team, note, fileName, ...stored },
			at: Math.round(begun - daysAgo * DAY_MS),
		});
	}
	wake();
}

/**
 * When this demo was begun, or null where there is nothing to do: it was finished before, deleted
 * since, or its slug belongs to a competition of somebody else.
 */
async function begin({ db, now }: Needs, slug: string): Promise<number | null> {
	const flag = await getSetting(db, flagOf(slug));
	if (flag === 'done') return null;
	if (flag !== null) return Number(flag);
	const at = now();
	const isTaken = (await findCompetition(db, slug)) !== undefined;
	await setSetting(db, flagOf(slug), isTaken ? 'done' : String(at), at);
	return isTaken ? null : at;
}

/**
 * Makes what is missing of the demo. A start that was interrupted is taken up where it stopped; a
 * demo that was finished is never touched again, so that a deleted one stays deleted.
 * @returns the slugs to hand to `settleDemo` once everything is scored
 */
export async function seedDemo(services: Needs): Promise<string[]> {
	const unsettled: string[] = [];
	for (const [slug, makePlan] of Object.entries(DEMOS)) {
		const begun = await begin(services, slug);
		if (begun === null) continue;
		const plan = makePlan(DEMO_SEED);
		if (!(await findCompetition(services.db, slug))) await importDemo(services, plan);
		await addParticipants(services, plan, begun);
		unsettled.push(slug);
	}
	return unsettled;
}

/**
 * Gives simulated participants the place in time that their submissions have, and closes the demo.
 * Everything must be scored.
 * @returns how many submissions the demo holds, all scored
 */
export async function settleDemo(
	services: Pick<Services, 'db' | 'now'>,
	slugs: string[],
): Promise<number> {
	const { db, now } = services;
	let scored = 0;
	for (const slug of slugs) {
		const competition = await findCompetition(db, slug);
		if (competition) {
			const { higherIsBetter } = getMetric(competition.metric)!;
			scored += await backdateStandings(db, competition.id, higherIsBetter);
		}
		await setSetting(db, flagOf(slug), 'done', now());
	}
	return scored;
}
