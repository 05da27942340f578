import { csv, encode, goodLines, HEADER, ids } from '../support/cases.ts';
import { itRefuses, withLine, type Bad } from '../support/refused.ts';

const columns: Bad[] = [
	{
		name: 'duplicate header',
		bytes: csv(`${HEADER},Edema`, ...ids(4).map((id, i) => `${id},0.${i},0.2,0.3,0.4`)),
		problems: [{ code: 'duplicate_column', row: 1, column: 'Edema', count: 1 }],
		remedy: /Keep one/,
	},
	{
		name: 'no id column, but one that is nearly named so',
		bytes: withLine(1, HEADER.replace('Image Index', 'Image Idx')),
		problems: [{ code: 'missing_id_column', row: 1, column: 'Image Index' }],
		remedy: /"Image Idx"/,
	},
	{
		name: 'no id column, but another one that holds the ids',
		bytes: withLine(1, HEADER.replace('Image Index', 'file')),
		problems: [{ code: 'missing_id_column', row: 1 }],
		remedy: /The ids are in column "file": name it "Image Index"/,
	},
	{
		name: 'no header',
		bytes: csv(...goodLines().slice(1)),
		problems: [{ code: 'missing_id_column', row: 1, detail: /row of data/ as unknown as string }],
		remedy: /Add a header/,
	},
	{
		name: 'a missing column, with the nearest name',
		bytes: withLine(1, HEADER.replace('Atelectasis', 'Atelektasis')),
		problems: [{ code: 'missing_column', row: 1, column: 'Atelectasis' }],
		remedy: /"Atelektasis"\? Rename it to "Atelectasis"/,
	},
	{
		name: 'a missing column with nothing near',
		bytes: csv('Image Index,Atelectasis,Edema', ...ids(4).map((id) => `${id},0.1,0.2`)),
		problems: [{ code: 'missing_column', row: 1, column: 'Pleural Effusion' }],
		remedy: /Add a column named "Pleural Effusion"/,
	},
	{
		name: 'two columns that differ from a label in case only',
		bytes: csv(
			'Image Index,Atelectasis,EDEMA,edema,Pleural Effusion',
			...ids(4).map((id) => `${id},1,0,0,1`),
		),
		problems: [{ code: 'missing_column', column: 'Edema' }],
		remedy: /cannot be told apart/,
	},
	{
		name: 'a prefix on all labels but one',
		bytes: csv('Image Index,p_Atelectasis,p_Edema,Pleural', ...ids(4).map((id) => `${id},1,0,0`)),
		problems: [{ code: 'missing_column', column: 'Pleural Effusion' }],
		remedy: /"Pleural"/,
	},
	{
		name: 'a negation is no prefix',
		bytes: csv('Image Index,no_opacity', ...ids(4).map((id) => `${id},0.1`)),
		format: { task: 'binary', labels: ['opacity'] },
		problems: [{ code: 'missing_column', column: 'opacity' }],
		remedy: /Did you mean "no_opacity"/,
	},
	{
		name: 'an id column without a name, as pandas writes its index',
		bytes: withLine(1, HEADER.replace('Image Index', '')),
		problems: [{ code: 'missing_id_column', row: 1 }],
		remedy: /in column 1, which has no name: name it "Image Index"/,
	},
	{
		name: 'a wrong header below blank lines',
		bytes: encode('\n\n' + goodLines().join('\n').replace('Edema', 'Oedema')),
		problems: [{ code: 'missing_column', row: 3, column: 'Edema' }],
		remedy: /"Oedema"/,
	},
	{
		name: 'classes named as ids are is no missing header',
		bytes: csv('Image Index,1,2', '1,0.5,0.5', '2,0.5,0.5'),
		format: { labels: ['1', '2', '3'], ids: ['1', '2'] },
		problems: [{ code: 'missing_column', row: 1, column: '3' }],
		remedy: /Add a column named "3"/,
	},
	{
		name: 'classes alone where the ranking metric needs scores',
		bytes: csv('Image Index,class', ...ids(4).map((id) => `${id},b`)),
		format: { task: 'multiclass', labels: ['a', 'b', 'c'], needsScores: true },
		problems: [{ code: 'missing_scores', row: 1, column: 'class' }],
		remedy: /a score for each of the classes: "a", "b" and "c"/,
	},
	{
		name: 'a class too few where the ranking metric needs scores',
		bytes: csv('Image Index,a,b,class', ...ids(4).map((id) => `${id},0.1,0.9,b`)),
		format: { task: 'multiclass', labels: ['a', 'b', 'c'], needsScores: true },
		problems: [{ code: 'missing_column', row: 1, column: 'c' }],
		remedy: /^Add a column named "c" with a score in every row\.$/,
	},
];

itRefuses('a header', columns);
