/** Findings that are called like something every object inherits. */
import { expect, it } from 'vitest';
import { parseSolution, scoreSubmission, type TaskSpec } from '#scorer/index';

const encode = (text: string) => new TextEncoder().encode(text);
const LABELS = ['constructor', 'toString', 'valueOf'];

function score(thresholds: Record<string, number> = {}) {
	const spec: TaskSpec = {
		...{ task: 'multilabel', id: 'id', labels: LABELS, metric: 'macro_f1' },
		...{ threshold: 0.5, thresholds, missingLabels: 'error' },
	};
	// valueOf has no positive row: its figures are undefined, with a reason.
	const rows = Array.from({ length: 40 }, (_, i) => `r${i},${i % 2},${Number(i % 4 < 2)},0`);
	const parsed = parseSolution(encode(`id,${LABELS.join(',')}\n${rows.join('\n')}\n`), spec);
	if (!parsed.ok) throw new Error(JSON.stringify(parsed.problems));
	const scores = rows.map((_, i) => `r${i},${i % 2 ? 0.6 : 0.2},${i % 4 < 2 ? 0.9 : 0.1},0.3`);
	const csv = encode(`id,${LABELS.join(',')}\n${scores.join('\n')}\n`);
	const result = scoreSubmission(csv, parsed.solution, spec);
	if (!result.ok) throw new Error(JSON.stringify(result.problems));
	return result.splits.public;
}

const figures = ({ labels }: ReturnType<typeof score>, label: string) => labels[label]!;

it('have the threshold of all, or their own, and never an inherited one', () => {
	expect(figures(score(), 'constructor').f1).toBe(1);
	expect(figures(score({ constructor: 0.7 }), 'constructor')).toMatchObject({ recall: 0 });
	expect(figures(score({ constructor: 0.7 }), 'toString').f1).toBe(1);
});

it('have reasons and intervals of their own, and nothing is written to what they inherit', () => {
	const before = Object.getOwnPropertyNames(Object);
	const { label_reasons, label_intervals } = score();
	expect(Object.keys(label_reasons!)).toContain('valueOf');
	expect(typeof label_reasons!.valueOf).toBe('object');
	expect(Object.hasOwn(label_intervals!, 'constructor')).toBe(true);
	expect(Object.getOwnPropertyNames(Object)).toEqual(before);
});
