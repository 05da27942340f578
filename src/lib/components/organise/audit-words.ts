import type { AuditEntry } from '#lib/api/schemas/audit';
import { settingName } from './history/names.ts';

const ACTIONS: Record<string, string> = {
	competition_imported: 'made the competition',
	competition_published: 'published the competition',
	competition_exported: 'exported the competition, hidden labels included',
	settings_changed: 'changed settings',
	settings_restored: 'restored settings',
	page_edited: 'edited a page',
	page_restored: 'restored a page',
	organiser_added: 'added an organiser',
	organiser_role_changed: 'changed the role of an organiser',
	organiser_removed: 'removed an organiser',
	announcement_posted: 'announced',
	announcement_edited: 'changed an announcement',
	announcement_deleted: 'deleted an announcement',
	baseline_submitted: 'submitted a baseline',
	baseline_card_set: 'set the card of a baseline',
	baseline_card_removed: 'removed the card of a baseline',
	submission_disqualified: 'disqualified a submission',
	submission_reinstated: 'reinstated a submission',
	submissions_downloaded: 'downloaded submissions',
	participant_approved: 'let somebody join',
	participant_declined: 'declined somebody',
	private_board_revealed: 'revealed the private board',
	audit_log_downloaded: 'downloaded this log',
};

export const actionWords = (action: string): string =>
	ACTIONS[action] ?? action.replaceAll('_', ' ');

interface Changed {
	key: string;
	before: string | null;
	after: string | null;
}

/** What an entry was about, in words. */
export function aboutEntry({ target, detail }: AuditEntry): string {
	if (Array.isArray(detail.changes)) {
		return (detail.changes as Changed[])
			.map(
				({ key, before, after }) => `${settingName(key)}: ${before ?? 'none'} → ${after ?? 'none'}`,
			)
			.join('; ');
	}
	const parts = [
		typeof detail.team === 'string' ? `of ${detail.team}` : null,
		typeof detail.name === 'string' ? detail.name : target,
		typeof detail.role === 'string' ? `as ${detail.role}` : null,
		typeof detail.revision === 'number' ? `revision ${detail.revision}` : null,
		typeof detail.reason === 'string' ? `“${detail.reason}”` : null,
		typeof detail.files === 'number' ? `${detail.files} files` : null,
	];
	return parts.filter(Boolean).join(', ');
}
