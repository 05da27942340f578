import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { diffLines, withGaps } from '#lib/components/organise/history/lines';
import { withInstants } from '#lib/components/organise/history/names';
import { joinFrom, revealFrom } from '#lib/components/organise/run-fields';

const show = (before: string, after: string) =>
	diffLines(before, after).map(
		({ kind, text }) => `${{ same: ' ', gone: '-', new: '+' }[kind]}${text}`,
	);

describe('what differs between two texts', () => {
	it('line by line', () => {
		expect(show('a\nb\nc\n', 'a\nB\nc\nd\n')).toEqual([' a', '-b', '+B', ' c', '+d']);
		expect(show('', 'a\n')).toEqual(['+a']);
		expect(show('a\n', '')).toEqual(['-a']);
		expect(show('a\n\na', 'a\n\na')).toEqual([' a', ' ', ' a']);
	});

	it('gives both texts back, whatever they are', () => {
		const text = fc.array(fc.constantFrom('a', 'b', '', 'c'), { maxLength: 12 });
		fc.assert(
			fc.property(text, text, (old, young) => {
				const lines = diffLines(old.join('\n'), young.join('\n'));
				const without = (kind: string) =>
					lines.filter((line) => line.kind !== kind).map((line) => line.text);
				const expected = (texts: string[]) => {
					const whole = texts.join('\n').replace(/\n$/, '');
					return texts.join('\n') === '' ? [] : whole.split('\n');
				};
				expect(without('new')).toEqual(expected(old));
				expect(without('gone')).toEqual(expected(young));
			}),
		);
	});

	it('far lines become gaps', () => {
		const before = Array.from({ length: 9 }, (_, i) => `${i}`).join('\n');
		const lines = withGaps(diffLines(before, before.replace('4', 'x')));
		expect(lines.map((line) => line?.text ?? '…').join(' ')).toBe('… 2 3 4 x 5 6 …');
	});
});

it('instants in a text are written as the reader writes them', () => {
	const text = 'from 2026-01-01T00:00:00.000Z to none';
	expect(withInstants(text, (iso) => iso.slice(0, 4))).toBe('from 2026 to none');
});

describe('fields of the settings', () => {
	const form = (values: Record<string, string>) => (name: string) => values[name] ?? '';
	it('the private board', () => {
		expect(revealFrom(form({ reveal: 'by_hand' }), 'UTC')).toBe('by_hand');
		const dated = form({ reveal: 'date', reveal_at: '2026-12-24T12:00' });
		expect(revealFrom(dated, 'America/Bogota')).toBe('2026-12-24T17:00:00.000Z');
	});
	it('who may join: only what belongs to the rule is sent', () => {
		const all = {
			join_code: 'abcd',
			join_domains: 'uni.edu, b.org',
			join_emails: 'a@b.org\nc@d.org',
		};
		const of = (join_who: string) => joinFrom(form({ ...all, join_who }));
		expect(of('everyone')).toEqual({ who: 'everyone' });
		expect(of('code')).toEqual({ who: 'code', code: 'abcd' });
		expect(of('domain')).toEqual({ who: 'domain', domains: ['uni.edu', 'b.org'] });
		expect(of('list')).toEqual({ who: 'list', emails: ['a@b.org', 'c@d.org'] });
	});
});
