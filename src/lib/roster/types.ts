export interface RosterRow {
	/** Line of the file, the header being 1. */
	line: number;
	name: string;
	/** Lower case. */
	email: string;
	studentId: string | null;
	section: string | null;
	/** Students of one group are one team. */
	group: string | null;
}

export type RosterProblemCode =
	| 'missing_column'
	| 'empty_cell'
	| 'bad_email'
	| 'duplicate_email'
	| 'duplicate_student_id'
	| 'ragged_row'
	| 'roster_too_long'
	| (string & {});

export interface RosterProblem {
	code: RosterProblemCode;
	row?: number;
	column?: string;
	detail: string;
	remedy: string;
}

export interface RosterNotice {
	code: string;
	detail: string;
}

export type Roster =
	| { ok: true; rows: RosterRow[]; notices: RosterNotice[] }
	| { ok: false; problems: RosterProblem[]; notices: RosterNotice[] };
