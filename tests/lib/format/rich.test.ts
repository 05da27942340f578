import { describe, expect, it } from 'vitest';
import { piecesOf } from '#lib/format/rich';

describe('messages with parts that are more than text', () => {
	it('takes tags apart, with and without an inside', () => {
		expect(piecesOf('See <link>the rules</link> or <key/>.')).toEqual([
			{ tag: null, text: 'See ' },
			{ tag: 'link', text: 'the rules' },
			{ tag: null, text: ' or ' },
			{ tag: 'key', text: '' },
			{ tag: null, text: '.' },
		]);
	});

	it('leaves as text what is no tag', () => {
		for (const text of ['p < 0.05', 'a <b', '<a>b', '<img src=x>', ''])
			expect(piecesOf(text)).toEqual(text ? [{ tag: null, text }] : []);
	});
});
