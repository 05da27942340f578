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
	roster_changed: 'changed the class list',
	roster_downloaded: 'downloaded the class list',
	student_changed: 'changed a student',
	student_removed: 'took a student off the list',
	extension_given: 'gave an extension',
	extension_withdrawn: 'took an extension back',
	grade_scheme_changed: 'changed the grade scheme',
	grade_overridden: 'set a grade by hand',
	grade_override_removed: 'took back a grade set by hand',
	grades_released: 'released grades',
	grades_withdrawn: 'withdrew grades',
	grades_exported: 'exported grades',
	integrity_run_started: 'compared submissions',
	integrity_marked: 'marked a finding of the comparison',
	integrity_mark_removed: 'took a mark back',
	competition_cloned: 'cloned the competition',
	rescoring_proposed: 'proposed to score differently',
	rescoring_published: 'published another scoring',
	rescoring_discarded: 'discarded another scoring',
	commitment_made: 'committed to how it is scored',
	commitment_revealed: 'revealed what was committed to',
	competition_exported_whole: 'exported everything, people and submissions included',
	competition_restored: 'restored the competition from an export',
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
