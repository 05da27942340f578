/** Well-formed submissions in the many ways in which people write them. */
import { ordinaryCell } from './numbers.ts';
import type { Random } from './random.ts';

export const IDS = Array.from(
	{ length: 8 },
	(_, i) => `${String(i + 9).padStart(8, '0')}_00${i}.png`,
);
export const LABELS = ['Atelectasis', 'Edema', 'Pleural Effusion'];
export const ID = 'Image Index';
export const CLASS = 'finding';

/** A table before it is written down. */
export interface Table {
	header: string[];
	rows: string[][];
}

const shuffled = <T>(values: readonly T[], random: Random): T[] => {
	const out = [...values];
	for (let i = out.length - 1; i > 0; i--) {
		const j = random.below(i + 1);
		[out[i], out[j]] = [out[j]!, out[i]!];
	}
	return out;
};

/** Header and rows, some with columns in another order, extra ones, or a prefix. */
export function sampleTable(random: Random, classes: boolean): Table {
	const prefix = random.oneIn(6) ? 'prob_' : '';
	const scored = !classes || random.oneIn(3);
	const labels = scored ? LABELS.map((label) => prefix + label) : [];
	const extra = random.oneIn(4) ? ['note'] : [];
	const named = classes ? [CLASS] : [];
	const plain = [ID, ...labels, ...extra, ...named];
	const header = random.oneIn(4) ? shuffled(plain, random) : plain;
	const ids = random.oneIn(3) ? shuffled(IDS, random) : IDS;
	const cell = random.oneIn(4)
		? ordinaryCell
		: (r: Random) => `0.${String(r.below(1000)).padStart(3, '0')}`;
	const rows = ids.map((id) =>
		header.map((name) => {
			if (name === ID) return id;
			if (name === 'note') return random.pick(['', 'ok', 'a note', '0.5']);
			return name === CLASS ? random.pick(LABELS) : cell(random);
		}),
	);
	return { header, rows };
}

/** The table as text, in one of the dialects that are read. */
export function written({ header, rows }: Table, random: Random): string {
	const delimiter = random.pick([',', ',', ',', ';', '\t']);
	const commas = delimiter === ';' && random.oneIn(2);
	const quoted = random.below(8);
	const write = (cell: string) => {
		const text = commas ? cell.replace(/^(-?\d+)\.(\d)/, '$1,$2') : cell;
		const quotes = quoted === 0 || (quoted === 1 && /[a-z]/i.test(text));
		return quotes ? `"${text}"` : text;
	};
	const end = random.oneIn(4) ? '\r\n' : '\n';
	const lines = [header, ...rows].map((row) => row.map(write).join(delimiter));
	const mark = random.oneIn(8) ? '\uFEFF' : '';
	return mark + lines.join(end) + (random.oneIn(4) ? '' : end) + (random.oneIn(8) ? end : '');
}
