import { csv, goodLines, HEADER, ids } from '../support/cases.ts';
import { itRefuses, withLine, type Bad } from '../support/refused.ts';

const [A, B, C, D] = ids(4) as [string, string, string, string];
const rows: Bad[] = [
	{
		name: 'a row with a cell too few and one with one too many',
		bytes: csv(HEADER, `${A},0.1,0.2`, `${B},0.1,0.2,0.3,0.4`, `${C},0,0,1`, `${D},0,1,0`),
		problems: [
			{
				code: 'ragged_row',
				row: 2,
				count: 2,
				examples: ['3 cells', '5 cells'],
				line: `${A},0.1,0.2`,
			},
		],
		remedy: /as many cells as the header/,
	},
	{
		name: 'a repeated id',
		bytes: csv(...goodLines(), `${B},0.5,0.5,0.5`),
		problems: [
			{
				code: 'duplicate_id',
				row: 6,
				column: 'Image Index',
				count: 1,
				examples: [B],
				detail: `The id "${B}" is on lines 3 and 6.`,
			},
		],
		remedy: /one row per id/,
	},
	{
		name: 'an unknown id',
		bytes: csv(...goodLines(), 'other.png,0.5,0.5,0.5'),
		problems: [{ code: 'unknown_id', row: 6, count: 1, examples: ['other.png'] }],
		remedy: /ids of the sample submission/,
	},
	{
		name: 'a missing id',
		bytes: csv(...goodLines().slice(0, 3)),
		problems: [
			{
				code: 'missing_id',
				column: 'Image Index',
				count: 2,
				examples: [C, D],
				detail: `2 ids of 4 have no row: "${C}" and "${D}".`,
			},
		],
		remedy: /Add a row/,
	},
	{
		name: 'a repeated id hides a missing one: lengths agree, both are named',
		bytes: csv(...goodLines().slice(0, 4), `${A},0.5,0.5,0.5`),
		problems: [
			{ code: 'duplicate_id', row: 5, examples: [A] },
			{ code: 'missing_id', examples: [D] },
		],
		remedy: /one row per id/,
	},
	{
		name: 'a row without an id',
		bytes: withLine(3, ' ,0.5,0.5,0.5'),
		problems: [
			{ code: 'empty_id', row: 3, count: 1 },
			{ code: 'missing_id', examples: [B] },
		],
		remedy: /Fill the column "Image Index"/,
	},
	{
		name: 'leading zeros lost',
		bytes: csv(HEADER, ...ids(4).map((id) => `${id.replace(/^0+/, '')},0.1,0.2,0.3`)),
		problems: [
			{ code: 'unknown_id', row: 2, count: 4, detail: /None of the ids/ as unknown as string },
			{ code: 'missing_id', count: 4 },
		],
		remedy: /Leading zeros were lost \("1_000\.png" for "00000001_000\.png"\)/,
	},
	{
		name: 'file endings left out',
		bytes: csv(HEADER, ...ids(4).map((id) => `${id.replace('.png', '')},0.1,0.2,0.3`)),
		problems: [{ code: 'unknown_id' }, { code: 'missing_id' }],
		remedy: /file ending/,
	},
	{
		name: 'folders in front of the ids',
		bytes: csv(HEADER, ...ids(4).map((id) => `data\\test\\${id},0.1,0.2,0.3`)),
		problems: [{ code: 'unknown_id' }, { code: 'missing_id' }],
		remedy: /folder/,
	},
];

itRefuses('rows and ids', rows);
