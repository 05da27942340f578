/** competition.yaml: from bytes to a checked configuration, every problem with its line. */
import { LineCounter, isMap, isNode, isScalar, parseDocument, type Document } from 'yaml';
import type { z } from 'zod';
import { ConfigSchema, KEY_HELP, type Config } from './config-schema.ts';
import { didYouMean } from '#scorer/csv/nearest';
import { salvage, type Salvaged } from './salvage.ts';
import { SHOWN } from './show.ts';
import { decodeUtf8 } from './text.ts';
import type { FolderProblem } from './types.ts';

export const CONFIG_FILE = 'competition.yaml';
const MAX_BYTES = 1_000_000;

type Path = PropertyKey[];
type Issue = z.core.$ZodIssue;

/** A parsed document that knows on which line each key stands. */
interface Source {
	doc: Document;
	lines: LineCounter;
	/** The file's lines, to quote. */
	text: string[];
}

const helpFor = (path: Path): string | undefined => {
	const keys = path.filter((part) => typeof part === 'string') as string[];
	for (let n = keys.length; n > 0; n--) {
		const help = KEY_HELP[keys.slice(0, n).join('.')];
		if (help) return help;
	}
	return undefined;
};

const asKey = (path: Path): string =>
	path
		.map((part, i) =>
			typeof part === 'number' ? `[${part + 1}]` : `${i ? '.' : ''}${String(part)}`,
		)
		.join('');

/** Line of a key, or of the nearest thing above it that exists. */
function lineOf({ doc, lines }: Source, path: Path): number | undefined {
	for (let n = path.length; n > 0; n--) {
		const parent = doc.getIn(path.slice(0, n - 1), true);
		const last = path[n - 1];
		const key = isMap(parent)
			? parent.items.find((pair) => isScalar(pair.key) && String(pair.key.value) === last)?.key
			: undefined;
		const node = isNode(key) ? key : doc.getIn(path.slice(0, n), true);
		if (isNode(node) && node.range) return lines.linePos(node.range[0]).line;
	}
	return undefined;
}

function place(source: Source, path: Path): Pick<FolderProblem, 'file' | 'row' | 'line'> {
	const row = lineOf(source, path);
	const line = row === undefined ? undefined : source.text[row - 1]?.trimEnd().slice(0, 200);
	return { file: CONFIG_FILE, ...(row === undefined ? {} : { row, line }) };
}

/** Keys that zod's object at a path knows, to offer the nearest. */
function knownKeys(path: Path): string[] {
	const prefix = path.filter((part) => typeof part === 'string').join('.');
	if (prefix === '') return Object.keys(ConfigSchema.shape);
	const known: Record<string, string[]> = {
		limits: ['per_day', 'final'],
		teams: ['max_size', 'merge_deadline'],
		join: ['who', 'code', 'domains', 'emails'],
		show: [...SHOWN],
		examples: ['name', 'file', 'description'],
		baselines: ['name', 'file', 'note', 'card'],
		reported: ['name', 'score', 'printed', 'labels', 'note', 'source'],
		'reported.source': ['title', 'url'],
	};
	return known[prefix] ?? [];
}

function unknownKeys(source: Source, path: Path, keys: string[]): FolderProblem[] {
	return keys.map((key) => ({
		code: 'unknown_key',
		...place(source, [...path, key]),
		column: asKey([...path, key]),
		detail: `The key "${key}" is not known${path.length ? ` under ${asKey(path)}` : ''}.`,
		remedy: `Remove it or correct its name.${didYouMean(key, knownKeys(path))}`,
	}));
}

/** Of a value that may have several shapes: the issues of the shape that fits best. */
function nearestShape({ path, errors }: Extract<Issue, { code: 'invalid_union' }>): Issue[] {
	const depth = (issues: Issue[]) => Math.max(0, ...issues.map((issue) => issue.path.length));
	const best = [...errors].sort((a, b) => depth(b) - depth(a))[0] ?? [];
	return depth(best) ? best.map((issue) => ({ ...issue, path: [...path, ...issue.path] })) : [];
}

function toProblems(source: Source, issue: Issue): FolderProblem[] {
	const within = issue.code === 'invalid_union' ? nearestShape(issue) : [];
	if (within.length) return within.flatMap((inner) => toProblems(source, inner));
	if (issue.code === 'unrecognized_keys') return unknownKeys(source, issue.path, issue.keys);
	const key = asKey(issue.path);
	const written = source.doc.getIn(issue.path);
	const absent = !source.doc.hasIn(issue.path);
	return [
		{
			code: absent ? 'missing_key' : 'bad_value',
			...place(source, issue.path),
			column: key,
			detail: absent
				? `The key "${key}" is missing.`
				: `The value of "${key}"${isScalarValue(written) ? `, ${JSON.stringify(written)},` : ''} does not fit.`,
			remedy: helpFor(issue.path) ?? 'Give a value of the right kind.',
		},
	];
}

const isScalarValue = (value: unknown) =>
	value === null || ['string', 'number', 'boolean'].includes(typeof value);

const wholeFile = (code: FolderProblem['code'], detail: string, remedy: string): FolderProblem => ({
	code,
	file: CONFIG_FILE,
	detail,
	remedy,
});

const notYaml = (detail: string) =>
	wholeFile('bad_yaml', detail, 'Save the file as YAML in UTF-8: lines of `key: value`.');

/**
 * Reads competition.yaml.
 * @returns the configuration with defaults filled in and every problem with the line that it is on.
 * With problems, the configuration is what is left without the wrong keys, or null.
 */
export function readConfig(bytes: Uint8Array): {
	config: Config | null;
	problems: FolderProblem[];
	doubted: Salvaged['doubted'];
	/** Line on which a key of the configuration stands, for checks that come later. */
	place: (path: Path) => Pick<FolderProblem, 'file' | 'row' | 'line'>;
} {
	const refuse = (...problems: FolderProblem[]) => ({
		config: null,
		problems,
		doubted: new Set<string>(),
		place: () => ({ file: CONFIG_FILE }),
	});
	const text = bytes.length > MAX_BYTES ? null : decodeUtf8(bytes);
	if (text === null) return refuse(notYaml('The file is not UTF-8 text of less than 1 MB.'));
	const lines = new LineCounter();
	const source: Source = {
		doc: parseDocument(text, { lineCounter: lines, prettyErrors: false }),
		lines,
		text: text.split(/\r?\n/),
	};
	if (source.doc.errors.length) {
		return refuse(
			...source.doc.errors.slice(0, 20).map((error) => ({
				...notYaml(`${error.message.replace(/\.?$/, '')}.`),
				row: lines.linePos(error.pos[0]).line,
				line: source.text[lines.linePos(error.pos[0]).line - 1]?.slice(0, 200),
			})),
		);
	}
	let value: unknown;
	try {
		// yaml itself stops aliases that unfold into more than a hundred copies.
		value = source.doc.toJS();
	} catch {
		return refuse(notYaml('The file holds aliases that cannot be resolved.'));
	}
	if (!isMap(source.doc.contents)) return refuse(notYaml('The file holds no keys.'));
	const parsed = ConfigSchema.safeParse(value);
	const issues = parsed.error?.issues ?? [];
	const left = parsed.success ? null : salvage(value as object, issues);
	return {
		config: parsed.success ? parsed.data : (left?.config ?? null),
		problems: issues.flatMap((issue) => toProblems(source, issue)),
		doubted: left?.doubted ?? new Set(),
		place: (path) => place(source, path),
	};
}
