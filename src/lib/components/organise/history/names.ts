/** Settings as people call them; the API uses the keys of competition.yaml. */
const NAMES: Record<string, string> = {
	title: 'Title',
	summary: 'Summary',
	opens: 'Opens',
	closes: 'Closes',
	'limits.per_day': 'Submissions in any 24 hours',
	'limits.final': 'Submissions in the private ranking',
	'show.curves': 'Curves are shown',
	'show.subgroups': 'Subgroups are shown',
	'show.comparisons': 'Comparisons are shown',
	late: 'Late submissions',
	reveal: 'Private board',
	reveal_at: 'Private board published',
	'teams.max_size': 'Members of a team',
	'teams.merge_deadline': 'Teams form until',
	'class.names': 'Names on the board of the class',
	'class.board': 'Students of the class see',
	'class.top': 'First ones that students see',
	'class.late.grace_hours': 'Grace, in hours',
	'class.late.percent_per_day': 'Off the grade for each late day, in %',
	'class.late.days': 'Late days',
	'join.who': 'Who may join',
	'join.code': 'Join code',
	'join.domains': 'E-mail domains',
	'join.emails': 'List of addresses',
};

/** Instants within a text as this reader writes them. */
export const withInstants = (text: string, write: (iso: string) => string): string =>
	text.replace(/\d{4}-\d\d-\d\dT[\d:.]+Z/g, (iso) => write(iso));

export const settingName = (key: string): string => NAMES[key] ?? key;
