import { describe, expect, it } from 'vitest';
import { DEFAULT_LOCALE, parseLocale, parseZone } from '#lib/format/locale';
import { bytes, count, fixed, full, percent } from '#lib/format/numbers';
import { nextTheme, parseTheme } from '#lib/format/theme';

describe('numbers', () => {
	it('keep the decimals of the metric in the locale of the reader', () => {
		expect(fixed(0.8, 3, 'en-GB')).toBe('0.800');
		expect(fixed(0.92774, 4, 'es-ES')).toBe('0,9277');
		expect(count(10006, 'en-GB')).toBe('10,006');
	});

	it('write a dash for nothing, a true minus, and no minus zero', () => {
		expect(fixed(null, 3, 'en-GB')).toBe('–');
		expect(fixed(Number.NaN, 3, 'en-GB')).toBe('–');
		expect(fixed(-0.25, 2, 'en-GB')).toBe('−0.25');
		expect(fixed(-0.0001, 2, 'en-GB')).toBe('0.00');
	});

	it('give all digits on demand', () => {
		expect(full(0.8382671331804827, 'en-GB')).toBe('0.8382671331804827');
		expect(full(null, 'en-GB')).toBe('undefined');
	});

	it('name sizes and shares with their unit', () => {
		expect(bytes(812, 'en-GB')).toBe('812 B');
		expect(bytes(48211, 'en-GB')).toBe('48 kB');
		expect(bytes(999_950, 'en-GB')).toBe('1.0 MB');
		expect(bytes(4_813_022, 'de-DE')).toBe('4,8 MB');
		expect(percent(0.125, 'en-GB')).toBe('12.5 %');
		expect(percent(null, 'en-GB')).toBe('–');
	});
});

describe('what the reader prefers', () => {
	it('reads the first usable language, always with Latin digits', () => {
		expect(parseLocale('es-MX,es;q=0.9,en;q=0.8', 'es')).toMatch(/^es-MX/);
		expect(parseLocale('es,en-US;q=0.8', 'es')).toBe('es-ES');
		expect(parseLocale('de-DE,en-US;q=0.8', 'en')).toMatch(/^en-US/);
		expect(parseLocale('de-DE', 'pt')).toBe('pt-BR');
		expect(fixed(0.5, 1, parseLocale('es-MX', 'es'))).toBe('0.5');
		expect(fixed(0.5, 1, parseLocale('es-AR', 'es'))).toBe('0,5');
		expect(parseLocale(null)).toBe(DEFAULT_LOCALE);
		expect(parseLocale('*')).toBe(DEFAULT_LOCALE);
		expect(parseLocale('not a tag!, %%')).toBe(DEFAULT_LOCALE);
	});

	it('falls back to UTC and to the system', () => {
		expect(parseZone('Europe/Madrid')).toBe('Europe/Madrid');
		expect(parseZone('Mars/Olympus')).toBe('UTC');
		expect(parseZone(undefined)).toBe('UTC');
		expect(parseTheme('dark')).toBe('dark');
		expect(parseTheme('"><script>')).toBe('system');
		expect(nextTheme(nextTheme(nextTheme('system')))).toBe('system');
	});
});
