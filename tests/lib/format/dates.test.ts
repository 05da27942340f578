import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
	age,
	fromLocalInput,
	instant,
	left,
	soon,
	toLocalInput,
	zoneName,
} from '#lib/format/dates';

const CLOSES = '2026-12-21T04:59:00.000Z';

describe('instants', () => {
	it('name their zone', () => {
		expect(instant(CLOSES, 'UTC')).toBe('21 Dec 2026, 04:59 UTC');
		expect(instant(CLOSES, 'Europe/Madrid')).toBe('21 Dec 2026, 05:59 CET');
		expect(instant(CLOSES, 'America/New_York')).toBe('20 Dec 2026, 23:59 EST');
	});

	it('name the zone of their season, and an offset where there is no name', () => {
		expect(zoneName(new Date('2026-07-01T00:00:00Z'), 'Europe/Madrid')).toBe('CEST');
		expect(zoneName(new Date('2026-07-01T00:00:00Z'), 'Asia/Kolkata')).toMatch(/GMT\+5:30|IST/);
	});

	it('are written in the reader’s language', () => {
		expect(instant(CLOSES, 'UTC', 'es-ES')).toBe('21 dic 2026, 04:59 UTC');
		expect(instant(CLOSES, 'UTC', 'pt-BR')).toBe('21 de dez. de 2026, 04:59 UTC');
		expect(instant(CLOSES, 'UTC', 'en-US')).toBe('21 Dec 2026, 04:59 UTC');
	});

	it('drop the date only on the same day of the reader', () => {
		const now = Date.parse('2026-12-20T22:30:00Z');
		expect(soon('2026-12-20T22:45:00Z', now, 'UTC')).toBe('22:45 UTC');
		expect(soon('2026-12-20T23:15:00Z', now, 'Europe/Madrid')).toBe('21 Dec 2026, 00:15 CET');
	});
});

describe('spans', () => {
	const now = Date.parse('2026-12-20T12:00:00Z');
	const at = (ms: number) => new Date(now + ms).toISOString();

	it('are short for a column and in words for a deadline', () => {
		expect(age(at(-20_000), now)).toBe('now');
		expect(age(at(-2 * 3600_000), now)).toBe('2 h');
		expect(age(at(-9 * 86_400_000), now)).toBe('9 d');
		expect(age(at(5000), now)).toBe('now');
		expect(left(at(12.4 * 86_400_000), now)).toBe('12 days');
		expect(left(at(61_000), now)).toBe('1 minute');
		expect(left(at(900), now)).toBe('1 second');
		expect(left(at(0), now)).toBeNull();
		expect(left(at(12.4 * 86_400_000), now, 'es-MX')).toBe('12 días');
		expect(left(at(61_000), now, 'pt-BR')).toBe('1 minuto');
		expect(age(at(-200 * 86_400_000), now, 'pt-BR')).toBe('6 meses');
		expect(age(at(0), now, 'es-ES')).toBe('ahora');
	});
});

describe('local inputs', () => {
	it('mean the instant of the organiser’s zone', () => {
		expect(fromLocalInput('2026-12-20T23:59', 'America/New_York')).toBe(CLOSES);
		expect(toLocalInput(CLOSES, 'America/New_York')).toBe('2026-12-20T23:59');
		expect(fromLocalInput('', 'UTC')).toBeNull();
		expect(fromLocalInput('nonsense', 'UTC')).toBeNull();
	});

	it('take the earlier of two and step over a time that never happens', () => {
		// Clocks of Madrid: back at 03:00 CEST on 25 Oct 2026, forward at 02:00 CET on 29 Mar 2026.
		expect(fromLocalInput('2026-10-25T02:30', 'Europe/Madrid')).toBe('2026-10-25T00:30:00.000Z');
		expect(fromLocalInput('2026-03-29T02:30', 'Europe/Madrid')).toBe('2026-03-29T01:30:00.000Z');
	});

	it('come back as they were written', () => {
		const zones = ['UTC', 'Europe/Madrid', 'America/New_York', 'Asia/Kolkata', 'Pacific/Auckland'];
		const minutes = fc.integer({ min: 28_000_000, max: 31_000_000 });
		fc.assert(
			fc.property(minutes, fc.constantFrom(...zones), (minute, zone) => {
				const written = toLocalInput(new Date(minute * 60_000).toISOString(), zone);
				expect(toLocalInput(fromLocalInput(written, zone), zone)).toBe(written);
			}),
		);
	});
});
