import { m } from '#messages';
import type { AuditEntry } from '#lib/api/schemas/audit';
import { settingName } from './history/names.ts';

const ACTIONS: Record<string, () => string> = {
	competition_imported: m.organise_did_made,
	competition_published: m.organise_did_published,
	competition_exported: m.organise_did_exported,
	settings_changed: m.organise_did_settings,
	settings_restored: m.organise_did_settings_restored,
	page_edited: m.organise_did_page,
	page_restored: m.organise_did_page_restored,
	organiser_added: m.organise_did_organiser_added,
	organiser_role_changed: m.organise_did_organiser_role,
	organiser_removed: m.organise_did_organiser_removed,
	announcement_posted: m.organise_did_announced,
	announcement_edited: m.organise_did_announcement_edited,
	announcement_deleted: m.organise_did_announcement_deleted,
	baseline_submitted: m.organise_did_baseline,
	baseline_card_set: m.organise_did_card_set,
	baseline_card_removed: m.organise_did_card_removed,
	submission_disqualified: m.organise_did_disqualified,
	submission_reinstated: m.organise_did_reinstated,
	submissions_downloaded: m.organise_did_downloaded,
	participant_approved: m.organise_did_approved,
	participant_declined: m.organise_did_declined,
	private_board_revealed: m.organise_did_revealed,
	roster_changed: m.organise_did_roster,
	roster_downloaded: m.organise_did_roster_downloaded,
	student_changed: m.organise_did_student,
	student_removed: m.organise_did_student_removed,
	extension_given: m.organise_did_extension,
	extension_withdrawn: m.organise_did_extension_back,
	grade_scheme_changed: m.organise_did_scheme,
	grade_overridden: m.organise_did_grade_set,
	grade_override_removed: m.organise_did_grade_back,
	grades_released: m.organise_did_grades_released,
	grades_withdrawn: m.organise_did_grades_withdrawn,
	grades_exported: m.organise_did_grades_exported,
	integrity_run_started: m.organise_did_compared,
	integrity_marked: m.organise_did_marked,
	integrity_mark_removed: m.organise_did_mark_back,
	competition_cloned: m.organise_did_cloned,
	rescoring_proposed: m.organise_did_rescoring,
	rescoring_published: m.organise_did_rescored,
	rescoring_discarded: m.organise_did_rescoring_discarded,
	commitment_made: m.organise_did_committed,
	commitment_revealed: m.organise_did_commitment_revealed,
	competition_exported_whole: m.organise_did_exported_all,
	competition_restored: m.organise_did_restored_all,
	audit_log_downloaded: m.organise_did_log,
};

export const actionWords = (action: string): string =>
	ACTIONS[action]?.() ?? action.replaceAll('_', ' ');

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
		typeof detail.team === 'string' ? m.organise_did_of({ team: detail.team }) : null,
		typeof detail.name === 'string' ? detail.name : target,
		typeof detail.role === 'string' ? m.organise_did_as({ role: detail.role }) : null,
		typeof detail.revision === 'number'
			? m.organise_did_revision({ revision: detail.revision })
			: null,
		typeof detail.reason === 'string' ? `“${detail.reason}”` : null,
		typeof detail.files === 'number' ? m.organise_did_files({ files: detail.files }) : null,
	];
	return parts.filter(Boolean).join(', ');
}
