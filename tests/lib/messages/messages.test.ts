/** Every message in every language, with the same parameters; every area in files of the right shape. */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { listAreas, LOCALES, MESSAGES } from '#lib/messages/project';

interface Choice {
	declarations: string[];
	selectors: string[];
	match: Record<string, string>;
}
type Message = string | Choice[];
type Messages = Record<string, Message>;

function read(area: string, locale: string): Messages {
	const file = join(MESSAGES, area, `${locale}.json`);
	return existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as Messages) : {};
}

const choices = (message: Message) => (typeof message === 'string' ? [] : message);
const texts = (message: Message) =>
	typeof message === 'string' ? [message] : message.flatMap(({ match }) => Object.values(match));

/** Parameters and tags that a message draws, without order. */
function parts(message: Message): string[] {
	const inputs = choices(message).flatMap(({ declarations }) =>
		declarations.filter((line) => line.startsWith('input ')),
	);
	const drawn = texts(message).flatMap((text) => text.match(/\{\w+\}|<\w+\/?>/g) ?? []);
	return [...new Set([...inputs, ...drawn])].sort();
}

const areas = listAreas('.');
const others = LOCALES.filter((locale) => locale !== 'en');

describe.each(areas)('messages of %s', (area) => {
	const english = read(area, 'en');

	it.each(others)('are complete in %s', (locale) => {
		const found = read(area, locale);
		expect(Object.keys(found).sort()).toEqual(Object.keys(english).sort());
	});

	it.each(others)('have the same parameters and tags in %s', (locale) => {
		const found = read(area, locale);
		const differing = Object.keys(english).filter(
			(key) => found[key] && parts(found[key]).join() !== parts(english[key]!).join(),
		);
		expect(differing).toEqual([]);
	});

	it.each(LOCALES)('are written in %s', (locale) => {
		const empty = Object.entries(read(area, locale)).filter(([, message]) =>
			texts(message).some((text) => !text.trim() || text !== text.trim()),
		);
		expect(empty.map(([key]) => key)).toEqual([]);
	});

	it('have keys that begin with the area', () => {
		const prefix = `${area.replaceAll('-', '_')}_`;
		expect(Object.keys(english).filter((key) => !key.startsWith(prefix))).toEqual([]);
		expect(Object.keys(english).filter((key) => !/^[a-z][a-z0-9_]*$/.test(key))).toEqual([]);
	});

	// Spanish and Portuguese have a third form ("many", for millions); `*` stands for what is left.
	it.each(LOCALES)('fall back in every choice in %s', (locale) => {
		const open = Object.entries(read(area, locale)).filter(([, message]) =>
			choices(message).some(
				({ selectors, match }) =>
					!Object.keys(match).some((form) => selectors.every((s) => form.includes(`${s}=*`))),
			),
		);
		expect(open.map(([key]) => key)).toEqual([]);
	});
});
