import { getContext, setContext } from 'svelte';
import * as dates from './dates.ts';
import { DEFAULT_LOCALE } from './locale.ts';
import * as numbers from './numbers.ts';

/** How this reader writes numbers and times. The zone becomes known with the first page in a browser. */
export class Format {
	locale = $state(DEFAULT_LOCALE);
	timeZone = $state('UTC');
	/** Milliseconds; the server's clock at first, so that both sides render the same words. */
	now = $state(0);

	constructor(locale: string, timeZone: string, now: number) {
		this.locale = locale;
		this.timeZone = timeZone;
		this.now = now;
	}

	score = (value: number | null | undefined, decimals: number) =>
		numbers.fixed(value, decimals, this.locale);
	full = (value: number | null | undefined) => numbers.full(value, this.locale);
	count = (value: number) => numbers.count(value, this.locale);
	percent = (share: number | null, decimals = 1) => numbers.percent(share, this.locale, decimals);
	range = (interval: readonly [number, number], decimals: number) =>
		numbers.range(interval, decimals, this.locale);
	signed = (value: number | null, decimals: number) => numbers.signed(value, decimals, this.locale);
	pValue = (p: number) => numbers.pValue(p, this.locale);
	bytes = (size: number) => numbers.bytes(size, this.locale);
	instant = (iso: string) => dates.instant(iso, this.timeZone, this.locale);
	soon = (iso: string) => dates.soon(iso, this.now, this.timeZone, this.locale);
	age = (iso: string) => dates.age(iso, this.now, this.locale);
	left = (iso: string) => dates.left(iso, this.now, this.locale);
}

const KEY = Symbol('format');

export function provideFormat(locale: string, timeZone: string, now: number): Format {
	return setContext(KEY, new Format(locale, timeZone, now));
}

export function useFormat(): Format {
	return getContext<Format>(KEY);
}
