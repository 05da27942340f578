/** What is said of a header that was understood although it is not the sample submission's. */
import type { ColumnMatch } from '../csv/columns.ts';
import { grouped, listed, plural, quoted } from '../csv/text.ts';
import type { Notice } from '../problems.ts';

export function affixNotice({ affix }: ColumnMatch): Notice[] {
	if (!affix) return [];
	const where = [
		affix.prefix ? `begins with ${quoted(affix.prefix)}` : '',
		affix.suffix ? `ends with ${quoted(affix.suffix)}` : '',
	];
	const detail = `Every score column ${where.filter(Boolean).join(' and ')}; the rest was taken as the label.`;
	return [{ code: 'column_prefix', detail }];
}

export function looseNotice(pairs: [name: string, column: string][]): Notice[] {
	if (pairs.length === 0) return [];
	const shown = pairs.slice(0, 3).map(([name, column]) => `${quoted(column)} as ${quoted(name)}`);
	const more = pairs.length > 3 ? ` and ${grouped(pairs.length - 3)} more` : '';
	const detail = `Read although case, spaces or underscores differ: ${shown.join(', ')}${more}.`;
	return [{ code: 'column_name_normalised', detail, count: pairs.length }];
}

export function extraNotice(names: string[], used: Set<number>): Notice[] {
	const extra = names.filter((_, column) => !used.has(column));
	if (extra.length === 0) return [];
	const shown = extra.map((name) => name || '(without a name)');
	const detail = `${plural(extra.length, 'column was', 'columns were')} not needed and ignored: ${listed(shown)}.`;
	return [{ code: 'extra_columns', detail, count: extra.length }];
}

export function orderNotice(columns: number[]): Notice[] {
	const inOrder = columns.every((column, i) => i === 0 || columns[i - 1]! < column);
	const detail =
		'The columns are in another order than the sample submission; they were matched by name.';
	return inOrder ? [] : [{ code: 'column_order', detail }];
}
