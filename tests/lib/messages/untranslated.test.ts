/** Every text that a page shows is a message: text nodes and the attributes that people read or hear. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse, type AST } from 'svelte/compiler';
import { describe, expect, it } from 'vitest';

const FOLDERS = ['src/routes', 'src/lib/components', 'src/lib/charts'];

/** What people read or hear of an element, and the properties of our components that become text. */
const READ = new Set([
	...['aria-label', 'aria-description', 'aria-roledescription', 'placeholder', 'title', 'alt'],
	...['label', 'hint', 'text', 'detail', 'noun', 'reason', 'button', 'xTitle', 'yTitle', 'what'],
]);

/** Inside these stands what is typed, not what is said. */
const TYPED = new Set(['code', 'pre', 'kbd', 'style', 'script']);

/** Names, which are the same in every language. */
const NAMES = new Set([
	...['Holdout', '· Holdout', 'CSV', 'JSON', 'API', 'SHA-256', 'PDF', 'Moodle', 'Canvas', 'AUROC'],
	// A person, for the correction that is named after him.
	'Holm',
	// A file, as it is called on disk.
	'sample_submission.csv',
]);

const isWritten = (text: string) => /\p{L}{2,}/u.test(text) && !NAMES.has(text.trim());

type Node = { type: string; name?: string; start: number } & Record<string, unknown>;

function* textsOf(node: Node, typed = false): Generator<{ text: string; at: number }> {
	if (node.type === 'Text' && !typed && isWritten(String(node.data)))
		yield { text: String(node.data), at: node.start };
	if (node.type === 'Attribute') {
		const parts = Array.isArray(node.value) ? (node.value as Node[]) : [];
		for (const part of READ.has(String(node.name)) ? parts : [])
			if (part.type === 'Text' && isWritten(String(part.data)))
				yield { text: `${node.name}="${part.data}"`, at: part.start };
		return;
	}
	if (node.type === 'StyleDirective') return;
	const inside = typed || TYPED.has(node.name ?? '');
	for (const value of Object.values(node))
		for (const child of Array.isArray(value) ? value : [value])
			if (child && typeof child === 'object' && typeof (child as Node).type === 'string')
				yield* textsOf(child as Node, inside);
}

function untranslated(file: string): string[] {
	const source = readFileSync(file, 'utf8');
	const { fragment }: AST.Root = parse(source, { modern: true });
	return [...textsOf(fragment as unknown as Node)].map(
		({ text, at }) =>
			`${file}:${source.slice(0, at).split('\n').length} ${text.replace(/\s+/g, ' ').trim()}`,
	);
}

const files = FOLDERS.flatMap((folder) =>
	readdirSync(folder, { recursive: true, encoding: 'utf8' })
		.filter((name) => name.endsWith('.svelte'))
		.map((name) => join(folder, name)),
);

describe('what pages say', () => {
	it('is written in messages', () => {
		expect(files.length).toBeGreaterThan(150);
		expect(files.flatMap(untranslated)).toEqual([]);
	});

	it('would be found if it were not', () => {
		const page = '<h1>Hello</h1><input placeholder="Find" /><code>npm ci</code><p>Holdout</p>';
		const { fragment }: AST.Root = parse(page, { modern: true });
		const found = [...textsOf(fragment as unknown as Node)].map(({ text }) => text);
		expect(found).toEqual(['Hello', 'placeholder="Find"']);
	});
});
