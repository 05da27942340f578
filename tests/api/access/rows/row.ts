/** What a row of the access table says of one route. */
import type { Call } from '../../world.ts';
import type { Answers, World } from '../actors.ts';

export interface Row {
	answers: Answers;
	/** Instead of the address that the route's parameters make, such as one with a query. */
	path?: (path: string, world: World) => string;
	send?: () => Call;
	/** What the owner posts to after a good answer, so that the next actor meets the same. */
	undo?: (world: World) => string;
	/** May the hidden labels be part of a good answer? */
	solution?: true;
}

export const json = (json?: unknown) => () => ({ json });
export const CONFLICT = [409, 'conflict'] as const;
export const query = (text: string) => (path: string) => `${path}?${text}`;
/** The same in the competition of the other organiser, where nobody takes part yet. */
export const elsewhere = (path: string) => path.replace('/table/', '/elsewhere/');
