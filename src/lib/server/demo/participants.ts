/** Simulated participants: who submitted what, and how long ago. */
import { classesCsv, scoresCsv } from './tables.ts';
import type { DemoPlan } from './types.ts';

/** One upload: how many days before the demo was made, and how good the model was by then. */
type Upload = readonly [daysAgo: number, skill: number];

/**
 * Several overtake others within the last day, so that the board has movement. Skills are relative to
 * the strong example file: A, B and C end near it, and D below a regression on 24×24 pixels.
 */
const CAREERS: Record<string, Upload[]> = {
	A: [
		[12.1, 0.5],
		[9.4, 0.75],
		[5.2, 0.93],
		[0.3, 1.03],
	],
	B: [
		[11.3, 0.8],
		[6.7, 0.92],
		[2.1, 0.98],
	],
	C: [
		[10.2, 0.45],
		[4.1, 0.7],
		[0.6, 0.99],
	],
	D: [
		[8.8, 0.2],
		[3.3, 0.28],
	],
	E: [
		[7.5, 0.86],
		[1.4, 0.88],
		[0.9, 0.84],
	],
	F: [
		[5.9, 0.3],
		[2.6, 0.4],
		[0.2, 0.72],
	],
};

export interface DemoEntry {
	team: string;
	note: string;
	daysAgo: number;
	fileName: string;
	bytes: Uint8Array;
}

/** Every upload of every simulated participant, oldest first. */
export function simulateEntries(plan: DemoPlan): DemoEntry[] {
	const strong = plan.exampleSkills[2];
	const entries = Object.entries(CAREERS).flatMap(([letter, uploads]) =>
		uploads.map(([daysAgo, skill], i): DemoEntry => {
			const team = `Simulated model ${letter}`;
			const scores = plan.predict({ name: team, version: i + 1, skill: skill * strong });
			// One participant of a multiclass task submits classes, as some people do.
			const asClasses = plan.config.task === 'multiclass' && letter === 'D';
			return {
				team,
				note: 'Simulated: predictions drawn at random around what the images show.',
				daysAgo,
				fileName: `simulated-${letter.toLowerCase()}-v${i + 1}.csv`,
				bytes: asClasses ? classesCsv(plan, scores) : scoresCsv(plan, scores),
			};
		}),
	);
	return entries.sort((a, b) => b.daysAgo - a.daysAgo);
}
