/** What went wrong as text for a log: what people are told, or a trace where it is a fault of ours. */
import { formatProblems } from '../format/problems.ts';
import { CommandFailure } from '../outcome.ts';

export function describeFailure(error: unknown): string {
	if (error instanceof CommandFailure) {
		const problems = error.problems.length ? [formatProblems(error.problems)] : [];
		return [error.message, ...problems, error.remedy ?? ''].join('\n').trim();
	}
	if (error instanceof Error && 'remedy' in error)
		return `${error.message} ${String(error.remedy)}`;
	return error instanceof Error ? (error.stack ?? error.message) : String(error);
}
