/** What a schema cannot see of settings: values that contradict each other, all of them at once. */
import type { Settings } from '../competitions/settings.ts';
import { ApiError, type FileProblem } from '../errors.ts';

type Check = (settings: Settings) => FileProblem[];

const iso = (ms: number) => new Date(ms).toISOString();

const dates: Check = ({ opensAt, closesAt }) =>
	opensAt === null || closesAt === null || opensAt < closesAt
		? []
		: [
				{
					code: 'opens_after_closes',
					column: 'closes',
					detail: `The competition would close (${iso(closesAt)}) before it opens (${iso(opensAt)}).`,
					remedy: 'Give a closing time after the opening time.',
				},
			];

const CHECKS: Check[] = [dates];

/** @throws ApiError invalid_request with everything that is wrong */
export function requireSoundSettings(settings: Settings): void {
	const problems = CHECKS.flatMap((check) => check(settings));
	if (!problems.length) return;
	const [first] = problems;
	throw new ApiError('invalid_request', {
		...(problems.length === 1
			? { detail: first!.detail, remedy: first!.remedy }
			: { detail: `${problems.length} settings do not fit together.` }),
		problems,
	});
}
