/** Stable codes for everything that can be wrong with a folder of images. Texts may change, codes not. */
export const DATA_PROBLEM_CODES = [
	'folder_not_found',
	'csv_not_found',
	'csv_unreadable',
	'missing_column',
	'empty_id',
	'duplicate_id',
	'bad_label',
	'bad_split',
	'missing_image',
	'ambiguous_image',
	'unreadable_image',
	'unsupported_image',
	'colour_image',
	'image_too_small',
	'patient_crosses',
	'empty_split',
	'single_class_split',
] as const;
export type DataProblemCode = (typeof DATA_PROBLEM_CODES)[number];

export const DATA_NOTICE_CODES = [
	'csv_form',
	'unlabelled_images',
	'converted_rgb',
	'converted_cmyk',
	'scaled_16_bit',
	'removed_alpha',
	'rotated_by_exif',
	'dicom_windowed',
	'split_by_patient',
	'patient_crosses',
	'no_patient_column',
	'single_class_split',
	'class_in_one_split',
] as const;
export type DataNoticeCode = (typeof DATA_NOTICE_CODES)[number];

/** Why data was refused: what, where, and what to do. */
export interface DataProblem {
	code: DataProblemCode;
	/** File, or line of a file, or id. */
	place: string;
	detail: string;
	remedy: string;
	/** How many places have this problem. */
	count: number;
	/** The first few of them. */
	examples: string[];
}

/** Something that was accepted, and that one should know of. */
export interface DataNotice {
	code: DataNoticeCode;
	detail: string;
	count: number;
	examples: string[];
}

/** Examples shown of each problem. */
export const MAX_EXAMPLES = 5;

/** Gathers many places of the same kind into one entry each, in the order of their first place. */
export function createTally() {
	const problems = new Map<string, DataProblem>();
	const notices = new Map<string, DataNotice>();
	const count = (entry: { count: number; examples: string[] }, example: string) => {
		entry.count++;
		if (entry.examples.length < MAX_EXAMPLES) entry.examples.push(example);
	};
	return {
		/** Of problems with one code and one detail, the first names the place. */
		problem(code: DataProblemCode, place: string, detail: string, remedy: string): void {
			const key = `${code}\u0000${detail}`;
			const entry = problems.get(key) ?? { code, place, detail, remedy, count: 0, examples: [] };
			problems.set(key, entry);
			count(entry, place);
		},
		notice(code: DataNoticeCode, example: string, detail: string): void {
			const key = `${code}\u0000${detail}`;
			const entry = notices.get(key) ?? { code, detail, count: 0, examples: [] };
			notices.set(key, entry);
			count(entry, example);
		},
		problems: () => [...problems.values()],
		notices: () => [...notices.values()],
	};
}
export type Tally = ReturnType<typeof createTally>;
