/** Class lists: reading a file, and what it would change. */
export { diffRoster, type RosterDiff, type RosterMove, type RosterStudent } from './diff.ts';
export { parseRoster } from './parse.ts';
export type { Roster, RosterNotice, RosterProblem, RosterRow } from './types.ts';
