import { m } from '#messages';

/** Settings as people call them; the API uses the keys of competition.yaml. */
const NAMES: Record<string, () => string> = {
	title: m.common_title,
	summary: m.common_summary,
	opens: m.common_opens,
	closes: m.common_closes,
	'limits.per_day': m.common_per_day,
	'limits.final': m.common_final,
	'show.curves': m.organise_field_curves,
	'show.subgroups': m.organise_field_subgroups,
	'show.comparisons': m.organise_field_comparisons,
	late: m.organise_field_late,
	reveal: m.common_private_board,
	reveal_at: m.organise_field_revealed,
	'teams.max_size': m.common_team_members,
	'teams.merge_deadline': m.common_teams_until,
	'class.names': m.organise_field_board_names,
	'class.board': m.organise_field_students_see,
	'class.top': m.organise_field_first_seen,
	'class.late.grace_hours': m.organise_field_grace,
	'class.late.percent_per_day': m.organise_field_penalty,
	'class.late.days': m.organise_field_late_days,
	'join.who': m.common_who_joins,
	'join.code': m.common_join_code,
	'join.domains': m.organise_field_domains,
	'join.emails': m.organise_field_addresses,
};

/** Instants within a text as this reader writes them. */
export const withInstants = (text: string, write: (iso: string) => string): string =>
	text.replace(/\d{4}-\d\d-\d\dT[\d:.]+Z/g, (iso) => write(iso));

export const settingName = (key: string): string => NAMES[key]?.() ?? key;
