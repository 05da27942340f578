/** Calls of organisers, and what everyone reads of their work. */
import { API, at } from './paths.ts';
import type { RequestOptions } from './request.ts';
import type { SubmissionList } from './client.ts';
import type { CompetitionDetail } from './schemas/competitions.ts';
import type { Commitments } from './schemas/commitments.ts';
import type {
	PublishRescoring,
	Rescoring,
	RescoringCheck,
	RescoringPreview,
} from './schemas/rescoring.ts';
import type { Finals } from './schemas/finals.ts';
import type { JoinRequestList } from './schemas/joining.ts';
import type { Team, TeamPatch } from './schemas/teams.ts';
import type { Submission } from './schemas/submissions.ts';
import type { AuditCheck, AuditLog } from './schemas/audit.ts';
import type {
	Announcement,
	AnnouncementPatch,
	NewAnnouncement,
	PageName,
	PageSource,
	RevisedPart,
	RevisionList,
	StaffMember,
	StaffRole,
} from './schemas/organise.ts';

export interface SubmissionQuery {
	page?: number;
	status?: string;
	team?: string;
	q?: string;
	from?: string;
	before?: string;
	late?: string;
	disqualified?: string;
	kind?: string;
}

type Call = <T>(path: string, options?: RequestOptions) => Promise<T>;

export function organiseCalls(call: Call) {
	return {
		rescorings: (slug: string) => call<{ rescorings: Rescoring[] }>(`${at(slug)}/rescorings`),
		rescoring: (slug: string, number: number) =>
			call<Rescoring>(`${at(slug)}/rescorings/${number}`),
		checkRescoring: (slug: string, body: FormData) =>
			call<RescoringCheck>(`${at(slug)}/rescorings`, {
				...{ method: 'POST', query: { dry_run: true }, body },
			}),
		proposeRescoring: (slug: string, body: FormData) =>
			call<Rescoring>(`${at(slug)}/rescorings`, { method: 'POST', body }),
		rescoringPreview: (slug: string, number: number, split: string, page = 1) =>
			call<RescoringPreview>(`${at(slug)}/rescorings/${number}/preview`, {
				query: { split, page },
			}),
		publishRescoring: (slug: string, number: number, json: PublishRescoring) =>
			call<Rescoring>(`${at(slug)}/rescorings/${number}/publish`, { method: 'POST', json }),
		endRescoring: (slug: string, number: number, how: 'discard' | 'retry') =>
			call<Rescoring>(`${at(slug)}/rescorings/${number}/${how}`, { method: 'POST' }),
		revealCommitments: (slug: string, files: boolean) =>
			call<Commitments>(`${at(slug)}/commitments/reveal`, { method: 'POST', json: { files } }),

		audit: (slug: string, query: RequestOptions['query']) =>
			call<AuditLog>(`${at(slug)}/audit`, { query }),
		checkAudit: (slug: string) => call<AuditCheck>(`${at(slug)}/audit/check`),

		staff: (slug: string) => call<{ staff: StaffMember[] }>(`${at(slug)}/staff`),
		inviteStaff: (slug: string, json: { email: string; role: StaffRole }) =>
			call<{ staff: StaffMember[] }>(`${at(slug)}/staff`, { method: 'POST', json }),
		setStaffRole: (slug: string, id: string, role: StaffRole) =>
			call<{ staff: StaffMember[] }>(`${at(slug)}/staff/${id}`, {
				method: 'PATCH',
				json: { role },
			}),
		removeStaff: (slug: string, id: string) =>
			call<{ staff: StaffMember[] }>(`${at(slug)}/staff/${id}`, { method: 'DELETE' }),

		pageSource: (slug: string, page: PageName) => call<PageSource>(`${at(slug)}/pages/${page}`),
		editPage: (slug: string, page: PageName, json: { markdown: string; revision: number }) =>
			call<PageSource>(`${at(slug)}/pages/${page}`, { method: 'PUT', json }),
		preview: (slug: string, markdown: string) =>
			call<{ html: string }>(`${at(slug)}/preview`, { method: 'POST', json: { markdown } }),
		revisions: (slug: string, part: RevisedPart, page = 1) =>
			call<RevisionList>(`${at(slug)}/revisions/${part}`, { query: { page, page_size: 20 } }),
		restore: (slug: string, part: RevisedPart, number: number) =>
			call<RevisionList>(`${at(slug)}/revisions/${part}/${number}/restore`, { method: 'POST' }),

		findSubmissions: (slug: string, query: SubmissionQuery) =>
			call<SubmissionList>(`${at(slug)}/submissions`, { query: { ...query, scope: 'all' } }),
		disqualify: (id: string, reason: string) =>
			call<Submission>(`${API}/submissions/${id}/disqualify`, { method: 'POST', json: { reason } }),
		reinstate: (id: string) =>
			call<Submission>(`${API}/submissions/${id}/reinstate`, { method: 'POST' }),
		publish: (slug: string) => call<CompetitionDetail>(`${at(slug)}/publish`, { method: 'POST' }),
		reveal: (slug: string) => call<CompetitionDetail>(`${at(slug)}/reveal`, { method: 'POST' }),
		finals: (slug: string) => call<Finals>(`${at(slug)}/finals`),
		chooseFinals: (slug: string, submissions: string[]) =>
			call<Finals>(`${at(slug)}/finals`, { method: 'PUT', json: { submissions } }),
		team: (slug: string) => call<Team>(`${at(slug)}/team`),
		changeTeam: (slug: string, json: TeamPatch) =>
			call<Team>(`${at(slug)}/team`, { method: 'PATCH', json }),
		inviteToTeam: (slug: string) => call<Team>(`${at(slug)}/team/invitation`, { method: 'POST' }),
		uninvite: (slug: string) => call<Team>(`${at(slug)}/team/invitation`, { method: 'DELETE' }),
		mergeInto: (slug: string, code: string) =>
			call<Team>(`${at(slug)}/team/merge`, { method: 'POST', json: { code } }),
		leaveTeam: (slug: string) => call<Team>(`${at(slug)}/team/leave`, { method: 'POST' }),
		removeMember: (slug: string, userId: string) =>
			call<Team>(`${at(slug)}/team/members/${userId}`, { method: 'DELETE' }),
		joinRequests: (slug: string) => call<JoinRequestList>(`${at(slug)}/join-requests`),
		decideJoin: (slug: string, userId: string, decision: 'approve' | 'decline') =>
			call<JoinRequestList>(`${at(slug)}/join-requests/${userId}`, {
				...{ method: 'POST', json: { decision } },
			}),

		announcements: (slug: string) =>
			call<{ announcements: Announcement[] }>(`${at(slug)}/announcements`),
		announce: (slug: string, json: NewAnnouncement) =>
			call<Announcement>(`${at(slug)}/announcements`, { method: 'POST', json }),
		editAnnouncement: (slug: string, id: string, json: AnnouncementPatch) =>
			call<Announcement>(`${at(slug)}/announcements/${id}`, { method: 'PATCH', json }),
		removeAnnouncement: (slug: string, id: string) =>
			call<void>(`${at(slug)}/announcements/${id}`, { method: 'DELETE' }),
	};
}
