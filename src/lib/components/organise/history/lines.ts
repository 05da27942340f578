/** What differs between two texts, line by line (longest common subsequence). */
export interface DiffLine {
	kind: 'same' | 'gone' | 'new';
	text: string;
}

/** Beyond it the table of lengths would be large; the middle is then shown as replaced. */
const MOST_CELLS = 4_000_000;

function middle(old: string[], young: string[]): DiffLine[] {
	const [n, m] = [old.length, young.length];
	if (n * m > MOST_CELLS) {
		return [
			...old.map((text): DiffLine => ({ kind: 'gone', text })),
			...young.map((text): DiffLine => ({ kind: 'new', text })),
		];
	}
	// lengths[i][j]: longest common subsequence of what follows line i and line j.
	const lengths = Array.from({ length: n + 1 }, () => new Uint32Array(m + 1));
	for (let i = n - 1; i >= 0; i--) {
		for (let j = m - 1; j >= 0; j--) {
			lengths[i]![j] =
				old[i] === young[j]
					? lengths[i + 1]![j + 1]! + 1
					: Math.max(lengths[i + 1]![j]!, lengths[i]![j + 1]!);
		}
	}
	const lines: DiffLine[] = [];
	for (let i = 0, j = 0; i < n || j < m;) {
		if (i < n && j < m && old[i] === young[j]) {
			lines.push({ kind: 'same', text: old[i]! });
			i++;
			j++;
		} else if (j === m || (i < n && lengths[i + 1]![j]! >= lengths[i]![j + 1]!)) {
			lines.push({ kind: 'gone', text: old[i++]! });
		} else lines.push({ kind: 'new', text: young[j++]! });
	}
	return lines;
}

const linesOf = (text: string) => (text === '' ? [] : text.replace(/\n$/, '').split('\n'));

export function diffLines(before: string, after: string): DiffLine[] {
	const [old, young] = [linesOf(before), linesOf(after)];
	const most = Math.min(old.length, young.length);
	let head = 0;
	while (head < most && old[head] === young[head]) head++;
	let tail = 0;
	while (tail < most - head && old.at(-1 - tail) === young.at(-1 - tail)) tail++;
	const same = (texts: string[]) => texts.map((text): DiffLine => ({ kind: 'same', text }));
	return [
		...same(old.slice(0, head)),
		...middle(old.slice(head, old.length - tail), young.slice(head, young.length - tail)),
		...same(old.slice(old.length - tail)),
	];
}

/** Unchanged lines further than `around` from a change become a gap (null). */
export function withGaps(lines: DiffLine[], around = 2): (DiffLine | null)[] {
	const near = lines.map((_, i) =>
		lines.slice(Math.max(0, i - around), i + around + 1).some(({ kind }) => kind !== 'same'),
	);
	return lines.flatMap((line, i): (DiffLine | null)[] =>
		near[i] ? [line] : i === 0 || near[i - 1] ? [null] : [],
	);
}
