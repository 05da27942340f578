import type { SubmissionFormat } from '#scorer/index';
import { csv, HEADER, ids } from '../support/cases.ts';
import { itRefuses, withLine, type Bad } from '../support/refused.ts';

const [A, B, C, D] = ids(4) as [string, string, string, string];
const MULTICLASS: Partial<SubmissionFormat> = {
	task: 'multiclass',
	labels: ['COVID-19', 'Normal', 'Viral Pneumonia'],
	rankBased: false,
};
const classRow = (id: string, ...cells: (string | number)[]) => [id, ...cells].join(',');
const CLASS_HEADER = 'Image Index,COVID-19,Normal,Viral Pneumonia';

const cells: Bad[] = [
	{
		name: 'text',
		bytes: withLine(4, `${C},high,0.2,0.3`),
		problems: [
			{
				code: 'not_a_number',
				row: 4,
				column: 'Atelectasis',
				count: 1,
				examples: ['high'],
				line: `${C},high,0.2,0.3`,
			},
		],
		remedy: /plain numbers/,
	},
	{
		name: 'a percentage, a hexadecimal number and a thousands separator',
		bytes: csv(HEADER, `${A},85%,0.2,0.3`, `${B},0x1F,0.2,0.3`, `${C},1_000,0,1`, `${D},0,0,1`),
		problems: [{ code: 'not_a_number', row: 2, count: 3, examples: ['85%', '0x1F', '1_000'] }],
		remedy: /percent signs/,
	},
	{
		name: 'a decimal comma in quotes between commas',
		bytes: withLine(2, `${A},"0,5",0.2,0.3`),
		problems: [{ code: 'not_a_number', row: 2, examples: ['0,5'] }],
		remedy: /decimals with a point/,
	},
	{
		name: 'an empty cell',
		bytes: withLine(3, `${B},0.1,,0.3`),
		problems: [{ code: 'empty_cell', row: 3, column: 'Edema', count: 1 }],
		remedy: /needs a prediction/,
	},
	{
		name: 'NaN',
		bytes: withLine(3, `${B},0.1,NaN,0.3`),
		problems: [{ code: 'not_finite', row: 3, column: 'Edema', examples: ['NaN'] }],
		remedy: /finite number/,
	},
	{
		name: 'infinity, and a number too large to be one',
		bytes: csv(HEADER, `${A},-inf,0,0`, `${B},1e999,0,0`, `${C},Infinity,0,0`, `${D},0,0,0`),
		problems: [{ code: 'not_finite', row: 2, count: 3, examples: ['-inf', '1e999', 'Infinity'] }],
		remedy: /finite number/,
	},
	{
		name: 'scores outside [0, 1] where probabilities are needed',
		bytes: csv('Image Index,opacity', `${A},-0.5`, `${B},0.5`, `${C},1.25`, `${D},1`),
		format: { task: 'binary', labels: ['opacity'], rankBased: false },
		problems: [
			{ code: 'out_of_range', row: 2, column: 'opacity', count: 2, examples: ['-0.5', '1.25'] },
		],
		remedy: /sigmoid/,
	},
	{
		name: 'logits of classes',
		bytes: csv(CLASS_HEADER, ...ids(4).map((id) => classRow(id, 2.5, 0.1, 0.1))),
		format: MULTICLASS,
		problems: [{ code: 'out_of_range', row: 2, column: 'COVID-19', count: 4 }],
		remedy: /softmax/,
	},
	{
		name: 'an unknown class',
		bytes: csv(
			'Image Index,class',
			`${A},Normal`,
			`${B},Covid19`,
			`${C},Viral pneumonia`,
			`${D},Norml`,
		),
		format: MULTICLASS,
		problems: [{ code: 'unknown_class', row: 5, column: 'class', count: 1, examples: ['Norml'] }],
		remedy: /Did you mean "Normal"/,
	},
	{
		name: 'a class left out',
		bytes: csv('Image Index,class', `${A},Normal`, `${B},`, `${C},Normal`, `${D},Normal`),
		format: MULTICLASS,
		problems: [{ code: 'empty_cell', row: 3, column: 'class' }],
		remedy: /needs a prediction/,
	},
	{
		name: 'a class column that contradicts the scores',
		bytes: csv(
			`${CLASS_HEADER},prediction`,
			classRow(A, 0.7, 0.2, 0.1, 'COVID-19'),
			classRow(B, 0.1, 0.8, 0.1, 'COVID-19'),
			classRow(C, 0.4, 0.4, 0.2, 'Normal'),
			classRow(D, 0.1, 0.2, 0.7, 'Viral Pneumonia'),
		),
		format: MULTICLASS,
		problems: [{ code: 'class_and_scores', row: 3, column: 'prediction', count: 1 }],
		remedy: /either the scores or the column "prediction"/,
	},
	{
		name: 'some class scores beside a class column',
		bytes: csv('Image Index,COVID-19,Normal,class', ...ids(4).map((id) => `${id},0.5,0.5,Normal`)),
		format: MULTICLASS,
		problems: [{ code: 'missing_column', column: 'Viral Pneumonia' }],
		remedy: /send "class" alone/,
	},
];

itRefuses('cells', cells);
