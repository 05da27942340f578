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
