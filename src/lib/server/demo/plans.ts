/** The demo competitions. A new one is a file and a line here. */
import { planChest14 } from './chest-14.ts';
import { planCovid3 } from './covid-3.ts';
import { planOpacity } from './opacity.ts';
import type { DemoPlan } from './types.ts';

/** Everything in the demo follows from this number. */
export const DEMO_SEED = 14;

/** By slug, not yet computed: a second start needs none of them. */
export const DEMOS: Readonly<Record<string, (seed: number) => DemoPlan>> = {
	'demo-chest-14': planChest14,
	'demo-opacity': planOpacity,
	'demo-covid-3': planCovid3,
};
