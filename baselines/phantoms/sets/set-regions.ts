/** Where the labels of a set lie on an image. */
import { regionsOf, type WrittenRegion } from '../files/tables.ts';
import { boxesAround, runLengths } from '../regions.ts';
import type { Phantom } from '../types.ts';
import type { PhantomSetDefinition } from './types.ts';

/** By label: findings have a region each, a class has that of everything its pattern drew. */
export function setRegionsOf(
	{ cohort, columns, empty }: PhantomSetDefinition,
	phantom: Phantom,
): Record<string, WrittenRegion> {
	if (columns.labels.kind === 'findings')
		return regionsOf(phantom) as Record<string, WrittenRegion>;
	const { pattern, regions, size } = phantom;
	if (!pattern || empty.includes(pattern.drawn)) return {};
	const mask = new Uint8Array(size * size);
	const { findings } = cohort.patterns.find(({ name }) => name === pattern.name)!;
	for (const name of findings) regions[name]?.mask.forEach((marked, i) => (mask[i]! |= marked));
	return { [pattern.drawn]: { boxes: boxesAround(mask, size), runs: runLengths(mask) } };
}
