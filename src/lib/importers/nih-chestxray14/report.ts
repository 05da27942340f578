/** What is odd about a table of ChestX-ray14, and which edition it is. */
import { grouped, plural } from '#scorer/csv/text';
import { rowsBy } from '../kit/cells.ts';
import type { readAges } from '../kit/metadata.ts';
import type { Table } from '../kit/table.ts';
import type { ReportItem } from '../types.ts';
import { ALL_IMAGES, COUNTS_2020, FINDINGS, FOLLOW_UPS } from './findings.ts';

interface Read {
	findings: readonly Uint8Array[];
	ages: ReturnType<typeof readAges>;
	sexes: readonly string[];
}

const idsOf = (table: Table, rows: readonly number[]) =>
	rows.slice(0, 5).map((row) => table.column('Image Index')[row]!);

/** '2017' or '2020' by what the later edition corrected, or null where nothing tells. */
export function editionOf(table: Table, impossibleAges: number): '2017' | '2020' | null {
	if (impossibleAges > 0) return '2017';
	let votes = 0;
	const followUps = table.column('Follow-up #');
	if (followUps.length) {
		table.column('Image Index').forEach((image, row) => {
			const [in2017, in2020] = FOLLOW_UPS[image] ?? [];
			if (followUps[row] === in2020) votes++;
			if (followUps[row] === in2017) votes--;
		});
	}
	return votes === 0 ? null : votes > 0 ? '2020' : '2017';
}

/** Totals that differ from the 2020 edition's, where the whole data set is there. */
function countDifferences(table: Table, findings: readonly Uint8Array[]) {
	if (table.rows !== ALL_IMAGES) return [];
	return FINDINGS.flatMap((name, k) => {
		const count = findings[k]!.reduce((sum, value) => sum + value, 0);
		return count === COUNTS_2020[name] ? [] : [[name, count, COUNTS_2020[name]!] as const];
	});
}

function editionItem(table: Table, { findings, ages }: Read): ReportItem {
	const edition = editionOf(table, ages.impossible.length);
	const differing = countDifferences(table, findings);
	const which = {
		2017: 'This is the edition of 2017: its ages or follow-up numbers are those that the edition of 2020 corrected.',
		2020: 'This is the edition of 2020: follow-up numbers are the corrected ones.',
		unknown: 'Nothing in this table tells the editions of 2017 and 2020 apart.',
	}[edition ?? 'unknown'];
	const counts = differing.length
		? ` Its totals differ from those of Data_Entry_2017_v2020.csv in ${plural(differing.length, 'finding')}.`
		: table.rows === ALL_IMAGES
			? ' Its totals per finding are those of Data_Entry_2017_v2020.csv.'
			: '';
	return {
		code: 'label_edition',
		severity: edition === '2020' && !differing.length ? 'note' : 'warning',
		detail: `${which}${counts} Scores on labels of different editions are not comparable.`,
		...(differing.length
			? { table: { columns: ['Finding', 'Here', 'Edition of 2020'], rows: differing } }
			: {}),
	};
}

function ageItems(table: Table, { ages }: Read): ReportItem[] {
	const { impossible, unreadable } = ages;
	const item = (code: string, rows: readonly number[], what: string): ReportItem[] =>
		rows.length
			? [
					{
						code,
						severity: 'conflict',
						detail: `${plural(rows.length, 'image has', 'images have')} ${what}.`,
						treatment: 'Their age is not stated; they are scored like the others.',
						count: rows.length,
						examples: idsOf(table, rows),
					},
				]
			: [];
	return [
		...item('ages_over_120', impossible, 'an age over 120 years'),
		...item('unreadable_ages', unreadable, 'an age that is no number'),
	];
}

/** Sex is a property of the patient here, so it must not change from image to image. */
function sexItems(table: Table, { sexes }: Read): ReportItem[] {
	const patients = [...rowsBy(table.column('Patient ID'))];
	const differing = patients.filter(([, rows]) => new Set(rows.map((row) => sexes[row])).size > 1);
	if (!differing.length) return [];
	return [
		{
			code: 'sex_differs_within_patient',
			severity: 'conflict',
			detail: `${plural(differing.length, 'patient is', 'patients are')} female in some images and male in others.`,
			treatment: 'Each image keeps what its row says.',
			count: differing.length,
			examples: differing.slice(0, 5).map(([patient]) => patient),
		},
	];
}

function noFindingItems(table: Table): ReportItem[] {
	const rows = table
		.column('Finding Labels')
		.flatMap((cell, row) => (/No Finding/.test(cell) && cell !== 'No Finding' ? [row] : []));
	if (!rows.length) return [];
	return [
		{
			code: 'no_finding_with_findings',
			severity: 'conflict',
			detail: `${plural(rows.length, 'image is', 'images are')} labelled "No Finding" and with a finding.`,
			treatment: 'The finding counts.',
			count: rows.length,
			examples: idsOf(table, rows),
		},
	];
}

function patientsItem(table: Table): ReportItem {
	const patients = new Set(table.column('Patient ID')).size;
	const mean = table.rows / patients;
	return {
		code: 'images_per_patient',
		severity: 'note',
		detail: `${grouped(table.rows)} images of ${plural(patients, 'patient')}: ${mean.toFixed(1)} on average.`,
		treatment: 'Splits and intervals go by patient.',
		count: patients,
	};
}

/** Everything about the table that a reader of scores should know. */
export const reportOnNih = (table: Table, read: Read): ReportItem[] => [
	...ageItems(table, read),
	...sexItems(table, read),
	...noFindingItems(table),
	editionItem(table, read),
	{
		code: 'text_mined_labels',
		severity: 'warning',
		detail: 'The labels were mined from reports, not read from images.',
	},
	patientsItem(table),
];
