import type { Interval } from '#scorer/types';
import { style } from '../style.ts';
import type { Column } from './table.ts';

export const INTERVAL_TITLE = '95 % interval';

/** A column of intervals. */
export const intervalColumn = (title = INTERVAL_TITLE): Column => ({ title, align: 'right' });

const number = (value: number, decimals: number) =>
	value.toLocaleString('en-US', {
		minimumFractionDigits: decimals,
		maximumFractionDigits: decimals,
	});

/** `0.8301 to 0.8460`, empty where there is none. */
export const formatInterval = (interval: Interval | null | undefined, decimals: number): string =>
	interval ? `${number(interval[0], decimals)} to ${number(interval[1], decimals)}` : '';

/** `< 0.0001`, or four digits. */
export const formatP = (p: number | null | undefined): string =>
	p === null || p === undefined ? '–' : p < 0.0001 ? '< 0.0001' : p.toFixed(4);

/** A heading over a table. */
export const heading = (title: string, lines: string[]): string[] => [style.bold(title), ...lines];
