/** Numbers as the reader writes them. Decimals come from the metric, never from the value. */

const cache = new Map<string, Intl.NumberFormat>();

function formatter(locale: string, decimals: number): Intl.NumberFormat {
	const key = `${locale} ${decimals}`;
	let found = cache.get(key);
	if (!found) {
		found = new Intl.NumberFormat(locale, {
			minimumFractionDigits: decimals,
			maximumFractionDigits: decimals,
		});
		cache.set(key, found);
	}
	return found;
}

/** `0.822`, with a true minus sign; a dash where there is no value. */
export function fixed(value: number | null | undefined, decimals: number, locale: string): string {
	if (value === null || value === undefined || !Number.isFinite(value)) return '–';
	const rounded = Number(value.toFixed(decimals));
	return formatter(locale, decimals)
		.format(rounded === 0 ? 0 : rounded)
		.replace('-', '−');
}

/** All digits of a value, for hovering. */
export function full(value: number | null | undefined, locale: string): string {
	if (value === null || value === undefined || !Number.isFinite(value)) return 'undefined';
	return new Intl.NumberFormat(locale, { maximumSignificantDigits: 17 }).format(value);
}

export function count(value: number, locale: string): string {
	return formatter(locale, 0).format(value);
}

/** `12.5 %` of a share of one. */
export function percent(share: number | null, locale: string, decimals = 1): string {
	return share === null || !Number.isFinite(share)
		? '–'
		: `${fixed(share * 100, decimals, locale)} %`;
}

/** `1.2 MB`; decimal units, as file managers and our limits count. */
export function bytes(size: number, locale: string): string {
	if (size < 1000) return `${count(size, locale)} B`;
	const units = ['kB', 'MB', 'GB'];
	let value = size / 1000;
	let unit = 0;
	while (value >= 999.5 && unit < units.length - 1) {
		value /= 1000;
		unit += 1;
	}
	return `${fixed(value, value < 10 ? 1 : 0, locale)} ${units[unit]}`;
}

/** `0.815–0.829`; with "to" where a minus sign could be taken for the dash. */
export function range(
	[lo, hi]: readonly [number, number],
	decimals: number,
	locale: string,
): string {
	const ends = [fixed(lo, decimals, locale), fixed(hi, decimals, locale)];
	return ends.join(ends.some((end) => end.startsWith('−')) ? ' to ' : '–');
}

/** `+0.012`, `−0.003`, `0.000`: a difference always says which way it goes. */
export function signed(value: number | null, decimals: number, locale: string): string {
	const text = fixed(value, decimals, locale);
	return value !== null && Number(value.toFixed(decimals)) > 0 ? `+${text}` : text;
}

/** `p = 0.031`, `p < 0.001`; never rounded to zero or to the other side of 0.05. */
export function pValue(p: number, locale: string): string {
	if (p < 0.001) return `p < ${fixed(0.001, 3, locale)}`;
	let decimals = p < 0.1 ? 3 : 2;
	while (decimals < 8 && p < 0.05 !== Number(p.toFixed(decimals)) < 0.05) decimals += 1;
	return `p = ${fixed(p, decimals, locale)}`;
}
