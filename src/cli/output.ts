/** What a command prints: results on standard output, everything about them on standard error. */
import type { CommandFailure } from './outcome.ts';
import { formatNotices, formatProblems } from './format/problems.ts';
import { errStyle } from './style.ts';

export const say = (line = ''): void => void process.stdout.write(`${line}\n`);
export const note = (line = ''): void => void process.stderr.write(`${line}\n`);
export const sayJson = (value: unknown): void => say(JSON.stringify(value, null, 2));

/** Prints why a command ended: as JSON on standard output, or to read on standard error. */
export function sayFailure(failure: CommandFailure, json: boolean): void {
	if (json) return sayJson(failure.toJson());
	note(errStyle.bad(failure.message));
	if (failure.problems.length) note(formatProblems(failure.problems));
	if (failure.notices.length) note(formatNotices(failure.notices));
	if (failure.remedy) note(`→ ${failure.remedy}`);
}
