/** What a schema cannot see of settings: values that contradict each other, all of them at once. */
import { KEY_HELP } from '#lib/competition-folder/config-schema';
import { JOIN_NEEDS } from '#lib/competition-folder/join';
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

const reveal: Check = ({ reveal, revealAt, closesAt }) =>
	reveal !== 'date' || (closesAt !== null && revealAt !== null && revealAt >= closesAt)
		? []
		: [
				{
					code: 'revealed_before_close',
					column: 'reveal',
					detail: 'The private board would be revealed before the competition closes.',
					remedy: closesAt === null ? 'Set a closing time as well.' : 'Give a later date.',
				},
			];

const join: Check = (settings) => {
	const key = JOIN_NEEDS[settings.joinRule];
	const given = {
		code: settings.joinCode,
		domains: settings.joinDomains,
		emails: settings.joinEmails,
	};
	// The list of a class lets its students in.
	if (!key || given[key]?.length || (settings.class && key === 'emails')) return [];
	return [
		{
			code: 'nobody_may_join',
			column: `join.${key}`,
			detail: `Who may join is "${settings.joinRule}", and there is nothing under ${key}.`,
			remedy: KEY_HELP[`join.${key}`]!,
		},
	];
};

const teams: Check = ({ mergeDeadline, closesAt }) =>
	mergeDeadline === null || closesAt === null || mergeDeadline <= closesAt
		? []
		: [
				{
					code: 'merge_after_close',
					column: 'teams.merge_deadline',
					detail: 'Teams would form until after the close.',
					remedy: 'Give an earlier date, or none: then it is the close.',
				},
			];

const CHECKS: Check[] = [dates, reveal, teams, join];

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
