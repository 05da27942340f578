/** A forest plot and a confusion matrix as SVG files; on the page they are tables. Light, for papers. */
import { isOn, place, type Axis } from './axis.ts';

export interface ForestRow {
	label: string;
	/** The second column, such as how many rows are positive. */
	detail: string;
	/** Value and interval in words. */
	text: string;
	value: number | null;
	interval: readonly [number, number] | null;
	shape?: 'dot' | 'diamond' | 'open';
	strong?: boolean;
}

export interface ForestDrawing {
	columns: readonly [label: string, detail: string, text: string];
	axis: Axis;
	rows: readonly ForestRow[];
	lines?: readonly { name: string; value: number }[];
	tick: (value: number) => string;
}

const ROW = 22;
const X = { label: 12, detail: 372, text: 540, plot: 570, end: 888 };
const WIDTH = 900;
const FONT = "font-family:'Helvetica Neue',Helvetica,Arial,sans-serif;font-size:13px";

const escaped = (text: string) =>
	text.replace(/[&<>"]/g, (c) => ({ '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' })[c]!);

const text = (x: number, y: number, content: string, attributes = '') =>
	`<text x="${round(x)}" y="${round(y)}" ${attributes}>${escaped(content)}</text>`;

const round = (value: number) => Math.round(value * 100) / 100;

function shorten(label: string, most = 34): string {
	return label.length > most ? `${label.slice(0, most - 1)}…` : label;
}

function mark(row: ForestRow, axis: Axis, y: number): string {
	const at = (value: number) =>
		X.plot + (Math.min(100, Math.max(0, place(axis, value))) / 100) * (X.end - X.plot);
	const colour = row.strong ? '#0b5f8f' : '#16191d';
	const parts: string[] = [];
	if (row.interval && row.interval[1] > axis.lo && row.interval[0] < axis.hi) {
		const [from, to] = row.interval.map(at);
		parts.push(
			`<path d="M${round(from!)} ${y}H${round(to!)}" stroke="${colour}" stroke-width="2"/>`,
		);
	}
	if (row.value !== null && isOn(axis, row.value)) {
		const x = round(at(row.value));
		const { shape = 'dot' } = row;
		parts.push(
			shape === 'dot'
				? `<circle cx="${x}" cy="${y}" r="5" fill="${colour}"/>`
				: `<path d="M${x} ${y - 6}l6 6-6 6-6-6z" fill="${shape === 'open' ? '#fff' : '#474e56'}" stroke="#474e56" stroke-width="1.5"/>`,
		);
	}
	if (row.value !== null && !isOn(axis, row.value)) {
		// Beyond the axis: an arrow at its end says which way.
		const [x, tip] = row.value > axis.hi ? [X.end, 6] : [X.plot, -6];
		parts.push(`<path d="M${x + tip} ${y}l${-tip} -4v8z" fill="${colour}"/>`);
	}
	return parts.join('');
}

/** Rows on one shared axis, with lines through all of them. */
export function forestSvg({ columns, axis, rows, lines = [], tick }: ForestDrawing): string {
	const on = lines.filter(({ value }) => isOn(axis, value));
	const top = 34 + on.length * 15;
	const bottom = top + 10 + rows.length * ROW;
	const at = (value: number) => X.plot + (place(axis, value) / 100) * (X.end - X.plot);
	const small = 'font-size="12" fill="#646c75"';
	const parts = [
		text(X.label, top - 4, columns[0], small),
		text(X.detail, top - 4, columns[1], `${small} text-anchor="end"`),
		text(X.text, top - 4, columns[2], `${small} text-anchor="end"`),
		...axis.ticks.flatMap((value) => [
			`<path d="M${round(at(value))} ${top + 4}V${bottom}" stroke="#e2e4e6"/>`,
			text(at(value), top - 4, tick(value), `${small} text-anchor="middle"`),
		]),
		`<path d="M${X.label} ${top + 4}H${X.end}" stroke="#b9bfc5"/>`,
		...on.flatMap(({ name, value }, i) => [
			`<path d="M${round(at(value))} ${20 + i * 15}V${bottom}" stroke="#8a9097" stroke-dasharray="3 3"/>`,
			text(
				at(value) + (at(value) > (X.plot + X.end) / 2 ? -4 : 4),
				18 + i * 15,
				name,
				`${small} text-anchor="${at(value) > (X.plot + X.end) / 2 ? 'end' : 'start'}"`,
			),
		]),
		...rows.flatMap((row, i) => {
			const y = top + 10 + (i + 0.5) * ROW;
			return [
				text(X.label, y + 4.5, shorten(row.label), row.strong ? 'font-weight="600"' : ''),
				text(X.detail, y + 4.5, row.detail, `text-anchor="end" fill="#474e56"`),
				text(X.text, y + 4.5, row.text, 'text-anchor="end"'),
				mark(row, axis, y),
			];
		}),
	];
	return drawing(WIDTH, bottom + 14, parts);
}

/** Rows are true classes, columns predicted ones; each cell has the count and its share of the row. */
export function matrixSvg(
	labels: readonly string[],
	counts: readonly (readonly number[])[],
	write: { count: (n: number) => string; share: (share: number) => string },
): string {
	const cell = { width: 112, height: 64 };
	const left = 160;
	const parts = [
		text(left + (labels.length * cell.width) / 2, 18, 'Predicted', 'text-anchor="middle"'),
		text(12, 40, 'True', 'fill="#646c75"'),
	];
	labels.forEach((label, j) =>
		parts.push(text(left + (j + 0.5) * cell.width, 40, shorten(label, 15), 'text-anchor="middle"')),
	);
	counts.forEach((row, i) => {
		const total = row.reduce((sum, n) => sum + n, 0);
		const y = 52 + i * cell.height;
		parts.push(text(12, y + cell.height / 2 + 4, shorten(labels[i] ?? '', 20)));
		row.forEach((n, j) => {
			const share = total ? n / total : 0;
			const x = left + j * cell.width;
			parts.push(
				`<rect x="${x + 1}" y="${y + 1}" width="${cell.width - 2}" height="${cell.height - 2}" fill="#0b5f8f" fill-opacity="${round(share * 0.5)}" stroke="${i === j ? '#474e56' : '#e2e4e6'}"/>`,
				text(x + cell.width / 2, y + 30, write.count(n), 'text-anchor="middle" font-size="18"'),
				text(x + cell.width / 2, y + 48, write.share(share), 'text-anchor="middle" font-size="12"'),
			);
		});
	});
	return drawing(left + labels.length * cell.width + 12, 64 + counts.length * cell.height, parts);
}

const drawing = (width: number, height: number, parts: readonly string[]) =>
	`<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}" style="${FONT}" fill="#16191d"><rect width="100%" height="100%" fill="#fff"/>${parts.join('')}</svg>`;
