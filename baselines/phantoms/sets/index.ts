/** The images of the demo competitions. A new set is a file and a line here. */
import { chest14 } from './chest-14.ts';
import { covid3 } from './covid-3.ts';
import { opacity } from './opacity.ts';
import type { PhantomSetDefinition } from './types.ts';

export const demoSets: readonly PhantomSetDefinition[] = [chest14, opacity, covid3];

export const findDemoSet = (slug: string): PhantomSetDefinition | undefined =>
	demoSets.find((set) => set.slug === slug);

export { planSet } from './plan-set.ts';
export { hasLabels, testTable, trainTable } from './rows.ts';
export type { PhantomSetDefinition, Quota } from './types.ts';
