/** What happens to files on the way: to their bytes, lines, cells, ids, encodings and line ends. */
import { gzipSync, zipSync } from 'fflate';
import { anyCell } from './numbers.ts';
import type { Random } from './random.ts';
import { sampleTable, written, type Table } from './sample.ts';

type Change<T> = (value: T, random: Random) => T;

/** A row with one cell changed, where it has that cell. */
const put = (row: string[], column: number, change: (cell: string) => string): string[] =>
	row.map((cell, i) => (i === column ? change(cell) : cell));

/** Changes to the table, before it is written. */
const TABLE: Change<Table>[] = [
	({ header, rows }, random) => {
		const [row, column] = [random.below(rows.length), random.below(header.length)];
		const cells = rows.map((each) => [...each]);
		cells[row]![column] = anyCell(random);
		return { header, rows: cells };
	},
	({ header, rows }, random) => {
		const column = random.below(header.length);
		return { header, rows: rows.map((row) => put(row, column, () => anyCell(random))) };
	},
	({ header, rows }, random) => ({ header, rows: rows.toSpliced(random.below(rows.length), 1) }),
	({ header, rows }, random) => ({
		header,
		rows: rows.toSpliced(random.below(rows.length), 0, random.pick(rows)),
	}),
	({ header, rows }, random) => {
		const at = header.indexOf('Image Index');
		const change = random.pick<(id: string) => string>([
			(id) => id.replace(/^0+/, ''),
			(id) => id.toUpperCase(),
			(id) => id.replace('.png', ''),
			(id) => `images/${id}`,
			(id) => ` ${id}`,
			(id) => id + '0',
			() => '',
		]);
		const all = random.oneIn(2);
		return {
			header,
			rows: rows.map((row) => (all || random.oneIn(4) ? put(row, at, change) : row)),
		};
	},
	({ header, rows }, random) => {
		const column = random.below(header.length);
		const name = random.pick([
			'',
			'x',
			'Edema',
			'edema',
			header[column]! + ' ',
			'image_index',
			'é',
		]);
		return { header: header.with(column, name), rows };
	},
	({ header, rows }, random) => {
		const row = random.below(rows.length);
		const cells = rows[row]!;
		const spoilt = random.oneIn(2) ? cells.slice(1) : [...cells, ''];
		return { header, rows: rows.with(row, spoilt) };
	},
];

const TOKENS = [
	',',
	';',
	'\t',
	'\n',
	'\r',
	'\r\n',
	'"',
	'""',
	'\0',
	'ÿ',
	'\uFEFF',
	' ',
	'.',
	'e',
	'-',
];

/** Changes to the text. */
const TEXT: Change<string>[] = [
	(text, random) => {
		const at = random.below(text.length + 1);
		return text.slice(0, at) + random.pick(TOKENS) + text.slice(at + random.below(3));
	},
	(text, random) => {
		const at = random.below(text.length);
		return text.slice(0, at) + String(random.below(10)) + text.slice(at + 1);
	},
	(text, random) => {
		const lines = text.split('\n');
		return lines
			.toSpliced(random.below(lines.length), 0, random.pick(['', ' ', ',,,', '\r', '#']))
			.join('\n');
	},
	(text, random) => {
		const lines = text.split('\n');
		return lines.toSpliced(random.below(lines.length), 1).join('\n');
	},
	(text, random) => text.replaceAll('\n', random.pick(['\r\n', '\r', '\n\n', '\n\r', ' \n'])),
	(text, random) => {
		const lines = text.split('\n');
		const at = random.below(lines.length);
		return lines.with(at, lines[at]! + '\r').join('\n');
	},
	(text, random) => text.slice(0, random.below(text.length + 1)),
	(text, random) => text + text.slice(random.below(text.length + 1)),
	(text, random) =>
		text.replaceAll(random.pick([',', ';', '.', '"']), random.pick([',', ';', '\t', ' ', ''])),
	(text, random) => random.pick(['\n', ' \n', '\n\n', ',\n', '\t']) + text,
];

/** Changes to the bytes. */
const BYTES: Change<Uint8Array>[] = [
	(bytes, random) => bytes.with(random.below(bytes.length), random.below(256)),
	(bytes, random) => bytes.slice(0, random.below(bytes.length)),
	(bytes, random) => {
		const at = random.below(bytes.length);
		return Uint8Array.from([...bytes.subarray(0, at), random.below(256), ...bytes.subarray(at)]);
	},
];

const encode = (text: string, random: Random): Uint8Array => {
	const kind = random.below(24);
	if (kind === 0) return new Uint8Array(Buffer.from(text, 'utf16le'));
	if (kind === 1) return new Uint8Array(Buffer.from('\uFEFF' + text, 'utf16le'));
	if (kind === 2) return new Uint8Array(Buffer.from(text, 'latin1'));
	return new TextEncoder().encode(text);
};

function changed<T>(value: T, changes: Change<T>[], times: number, random: Random): T {
	let out = value;
	for (let i = 0; i < times; i++) out = random.pick(changes)(out, random);
	return out;
}

/** One file: a sample with up to a few changes of each kind; one in eight has none. */
export function mutatedFile(random: Random, classes: boolean): Uint8Array {
	const some = () => (random.oneIn(3) ? 1 + random.below(2) : 0);
	const table = changed(sampleTable(random, classes), TABLE, some(), random);
	const text = changed(written(table, random), TEXT, some(), random);
	const bytes = encode(text, random);
	const spoilt = bytes.length > 0 && random.oneIn(5) ? changed(bytes, BYTES, 1, random) : bytes;
	if (random.oneIn(150)) return gzipSync(spoilt, { level: 1 });
	return random.oneIn(150) ? zipSync({ 'a.csv': spoilt }, { level: 1 }) : spoilt;
}
