import type { SubmissionFormat } from '#scorer/types';
import { API, at } from './paths.ts';
import { request, withQuery, type Fetch, type RequestOptions } from './request.ts';
import type {
	ApiToken,
	CreatedToken,
	Me,
	Role,
	Scope,
	SignInMethods,
	User,
} from './schemas/accounts.ts';
import type { Baseline, BaselineCard, BaselineList } from './schemas/baselines.ts';
import type { Comparable, ComparisonReport } from './schemas/compare.ts';
import type {
	Attempts,
	CompetitionDetail,
	CompetitionSummary,
	MetricInfo,
} from './schemas/competitions.ts';
import type { CompetitionPatch } from './schemas/competition-requests.ts';
import type { ImportReport } from './schemas/import-report.ts';
import type { Commitments } from './schemas/commitments.ts';
import type { Leaderboard } from './schemas/leaderboard.ts';
import { classCalls } from './class.ts';
import type { ShakeUpReport } from './schemas/shake-up.ts';
import { organiseCalls } from './organise.ts';
import type {
	NotificationList,
	NotificationSetting,
	NotificationSettings,
} from './schemas/notifications.ts';
import type { Submission, SubmissionIntervals, SubmissionSummary } from './schemas/submissions.ts';

export { API };

export interface SubmissionList {
	submissions: SubmissionSummary[];
	total: number;
	page: number;
	page_size: number;
}

export interface LeaderboardQuery {
	split?: 'public' | 'private';
	page?: number;
	page_size?: number;
	q?: string;
}

/** Addresses that a browser opens by itself: downloads, event streams, uploads. */
export const url = {
	sample: (slug: string) => `${at(slug)}/sample-submission.csv`,
	file: (slug: string, name: string) =>
		`${at(slug)}/files/${name.split('/').map(encodeURIComponent).join('/')}`,
	export: (slug: string) => `${at(slug)}/export`,
	everything: (slug: string) => `${at(slug)}/export/everything`,
	verification: (slug: string) => `${at(slug)}/verification.zip`,
	rescoringPreview: (slug: string, number: number, split: string) =>
		withQuery(`${at(slug)}/rescorings/${number}/preview.csv`, { split }),
	leaderboardCsv: (slug: string, split: string) =>
		withQuery(`${at(slug)}/leaderboard.csv`, { split }),
	submit: (slug: string, filename: string) => withQuery(`${at(slug)}/submissions`, { filename }),
	submissionFile: (id: string) => `${API}/submissions/${id}/file`,
	figuresCsv: (id: string) => `${API}/submissions/${id}/figures.csv`,
	baselineCardJson: (slug: string, id: string) => `${at(slug)}/baselines/${id}/card.json`,
	baselineCardText: (slug: string, id: string) => `${at(slug)}/baselines/${id}/card.md`,
	/** @param file as the card names it, such as `gallery/01-Nodule.webp` */
	baselinePicture: (slug: string, id: string, file: string) =>
		`${at(slug)}/baselines/${id}/${file}`,
	submissionsZip: (slug: string, query: RequestOptions['query']) =>
		withQuery(`${at(slug)}/submissions.zip`, query),
	submissionsCsv: (slug: string, query: RequestOptions['query']) =>
		withQuery(`${at(slug)}/submissions.csv`, query),
	auditLog: (slug: string, type: 'csv' | 'json', query: Record<string, string> = {}) =>
		withQuery(`${at(slug)}/audit.${type}`, query),
	news: (slug: string) => `${at(slug)}/events`,
	events: (id: string) => `${API}/submissions/${id}/events`,
};

/** The API, typed. `fetch` is the load function's, or the window's. Every call throws ApiError. */
export function createClient(fetch: Fetch) {
	const call = <T>(path: string, options?: RequestOptions) => request<T>(fetch, path, options);
	return {
		...organiseCalls(call),
		...classCalls(call),
		me: () => call<Me>(`${API}/me`),
		setUp: (json: { token: string; name: string; email: string; password: string }) =>
			call<User>(`${API}/setup`, { method: 'POST', json }),

		/** The language of pages and mails. */
		setLocale: (locale: string) => call<void>(`${API}/me`, { method: 'PATCH', json: { locale } }),
		notifications: (page: number) =>
			call<NotificationList>(`${API}/me/notifications`, { query: { page } }),
		/** @param ids null: all */
		markRead: (ids: string[] | null) =>
			call<{ unread: number }>(`${API}/me/notifications/read`, { method: 'POST', json: { ids } }),
		signInMethods: () => call<SignInMethods>(`${API}/me/sign-in-methods`),
		notificationSettings: () => call<NotificationSettings>(`${API}/me/notification-settings`),
		setNotification: (json: NotificationSetting) =>
			call<NotificationSettings>(`${API}/me/notification-settings`, { method: 'PUT', json }),
		unsubscription: (token: string) =>
			call<{ kind: string; mail: boolean }>(`${API}/unsubscribe`, { query: { token } }),
		unsubscribe: (token: string) =>
			call<{ kind: string; mail: boolean }>(`${API}/unsubscribe`, {
				method: 'POST',
				query: { token },
			}),

		tokens: () => call<{ tokens: ApiToken[] }>(`${API}/tokens`),
		createToken: (json: { name: string; scopes: Scope[]; expires_in_days: number | null }) =>
			call<CreatedToken>(`${API}/tokens`, { method: 'POST', json }),
		revokeToken: (id: string) => call<void>(`${API}/tokens/${id}`, { method: 'DELETE' }),

		users: (q: string) => call<{ users: User[] }>(`${API}/users`, { query: { q } }),
		setRole: (id: string, role: Role) =>
			call<User>(`${API}/users/${id}`, { method: 'PATCH', json: { role } }),

		competitions: () => call<{ competitions: CompetitionSummary[] }>(`${API}/competitions`),
		competition: (slug: string) => call<CompetitionDetail>(at(slug)),
		changeCompetition: (slug: string, json: CompetitionPatch) =>
			call<CompetitionDetail>(at(slug), { method: 'PATCH', json }),
		importCompetition: (zip: Blob, dryRun: boolean, draft = false) =>
			call<ImportReport>(`${API}/competitions/import`, {
				method: 'POST',
				query: { dry_run: dryRun || undefined, draft: draft || undefined },
				body: zip,
				type: 'application/zip',
			}),
		format: (slug: string) => call<SubmissionFormat>(`${at(slug)}/format`),
		join: (slug: string, more: { team_name?: string; code?: string; note?: string } = {}) =>
			call<CompetitionDetail>(`${at(slug)}/join`, {
				method: 'POST',
				json: { accept_rules: true, ...more },
			}),
		attempts: (slug: string) => call<Attempts>(`${at(slug)}/attempts`),

		submissions: (slug: string, scope: 'mine' | 'all', page: number) =>
			call<SubmissionList>(`${at(slug)}/submissions`, { query: { scope, page } }),
		submission: (id: string) => call<Submission>(`${API}/submissions/${encodeURIComponent(id)}`),
		/** Every interval of a submission, those by bootstrap too: the first answer takes seconds. */
		intervals: (id: string) =>
			call<SubmissionIntervals>(`${API}/submissions/${encodeURIComponent(id)}/intervals`),
		/** What this reader may compare. */
		comparable: (slug: string) => call<Comparable>(`${at(slug)}/comparable`),
		compare: (slug: string, a: string, b: string) =>
			call<ComparisonReport>(`${at(slug)}/compare`, { query: { a, b } }),
		shakeUp: (slug: string) => call<ShakeUpReport>(`${at(slug)}/shake-up`),
		commitments: (slug: string) => call<Commitments>(`${at(slug)}/commitments`),
		metrics: () => call<{ metrics: MetricInfo[] }>(`${API}/metrics`),
		baselines: (slug: string) => call<BaselineList>(`${at(slug)}/baselines`),
		baseline: (slug: string, id: string) =>
			call<Baseline>(`${at(slug)}/baselines/${encodeURIComponent(id)}`),
		baselineCard: (slug: string, id: string) =>
			call<BaselineCard>(`${at(slug)}/baselines/${encodeURIComponent(id)}/card`),
		/** `card` is sent as it is; `submission` is the one of the same run. */
		setBaselineCard: (slug: string, id: string, card: BodyInit, submission?: string) =>
			call<BaselineCard>(`${at(slug)}/baselines/${encodeURIComponent(id)}/card`, {
				method: 'PUT',
				query: { submission },
				body: card,
				type: 'application/json',
			}),
		setBaselinePicture: (slug: string, id: string, file: string, picture: BodyInit, type: string) =>
			call<void>(url.baselinePicture(slug, id, file), { method: 'PUT', body: picture, type }),
		leaderboard: (slug: string, query: LeaderboardQuery) =>
			call<Leaderboard>(`${at(slug)}/leaderboard`, { query: { ...query } }),
	};
}

export type Client = ReturnType<typeof createClient>;
