/** Ids that a program changed on the way: what happened to all of them alike. */

interface Repair {
	/** What is common to an id before and after. */
	canonical(id: string): string;
	remedy(example: { found: string; expected: string }): string;
}

const FILE_ENDING = /\.(png|jpe?g|dcm|dicom|nii|tiff?|bmp|gif|webp)(\.gz)?$/i;

const example = ({ found, expected }: { found: string; expected: string }) =>
	`"${found}" for "${expected}"`;

/** Tried in this order; the first that makes every unknown id a known one is named. */
const REPAIRS: Repair[] = [
	{
		canonical: (id) => id.replace(/(^|\D)0+(?=\d)/g, '$1'),
		remedy: (ids) =>
			`Leading zeros were lost (${example(ids)}), as Excel does: write the ids as text, or read them with dtype=str in pandas.`,
	},
	{
		canonical: (id) => id.replace(/\.0+$/, ''),
		remedy: (ids) =>
			`The ids were written as decimal numbers (${example(ids)}): keep them as text or integers.`,
	},
	{
		canonical: (id) => id.replace(FILE_ENDING, ''),
		remedy: (ids) =>
			`The ids differ by their file ending only (${example(ids)}): write them as in the sample submission.`,
	},
	{
		canonical: (id) => id.replaceAll('\\', '/').replace(/^.*\/(?=[^/])/, ''),
		remedy: (ids) =>
			`The ids differ by their folder only (${example(ids)}): write them as in the sample submission.`,
	},
	{
		canonical: (id) => id.toLowerCase(),
		remedy: (ids) =>
			`The ids differ by upper and lower case only (${example(ids)}): write them as in the sample submission.`,
	},
	{
		canonical: (id) =>
			id
				.replaceAll('\\', '/')
				.replace(/^.*\/(?=[^/])/, '')
				.replace(FILE_ENDING, '')
				.replace(/\.0+$/, '')
				.replace(/(^|\D)0+(?=\d)/g, '$1')
				.toLowerCase(),
		remedy: (ids) =>
			`The ids were changed alike (${example(ids)}): write them as in the sample submission.`,
	},
];

/** Searching is cheap per id, but a hopeless file need not be searched to its end. */
const MAX_MISSING = 200_000;

/**
 * A remedy when one change explains every unknown id, each pointing at another missing one;
 * otherwise undefined.
 */
export function explainUnknownIds(
	unknown: readonly string[],
	missing: readonly string[],
): string | undefined {
	if (unknown.length === 0 || unknown.length > missing.length) return undefined;
	if (missing.length > MAX_MISSING) return undefined;
	for (const { canonical, remedy } of REPAIRS) {
		const wanted = new Map<string, string>();
		let clash = false;
		for (const id of missing) {
			const key = canonical(id);
			clash ||= wanted.has(key);
			wanted.set(key, id);
		}
		if (clash) continue;
		const seen = new Set(unknown.map(canonical));
		if (seen.size !== unknown.length || ![...seen].every((key) => wanted.has(key))) continue;
		const found = unknown[0]!;
		return remedy({ found, expected: wanted.get(canonical(found))! });
	}
	return undefined;
}
