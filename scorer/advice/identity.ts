/** Patients on two sides of a border, and ids that give labels away. */
import { grouped, listed, plural } from '../csv/text.ts';
import { holm } from '../stats/holm.ts';
import { normalTwoSided } from '../stats/normal.ts';
import { MISSING, USAGE } from '../types.ts';
import type { Advice, AdviceCode, AdviceInput } from './types.ts';

/** Patients with public and private rows, and patients that training rows show already. */
export function crossingGroups({ groups, usage, trainGroups }: AdviceInput): Advice[] {
	if (!groups) return [];
	const sides = new Map<string, number>();
	groups.forEach((group, row) => {
		if (usage[row] !== USAGE.ignored) sides.set(group, (sides.get(group) ?? 0) | usage[row]!);
	});
	const all = sides.size;
	const both = [...sides.values()].filter((bits) => bits === (USAGE.public | USAGE.private)).length;
	const trained = [...sides.keys()].filter((group) => trainGroups?.has(group)).length;
	const advice: Advice[] = [];
	if (both) {
		advice.push({
			code: 'groups_cross_usage',
			severity: 'warning',
			detail: `${plural(both, 'patient')} of ${grouped(all)} ${both === 1 ? 'has' : 'have'} public and private rows: the public board tells about the private one.`,
			remedy: 'Divide the rows by patient.',
			figures: { groups: both, of: all },
		});
	}
	if (trained) {
		advice.push({
			code: 'groups_cross_training',
			severity: 'problem',
			detail: `${plural(trained, 'patient')} of ${grouped(all)} ${trained === 1 ? 'has' : 'have'} training rows too: scores will be too good.`,
			remedy: 'Take their rows out of the training file, or out of the test set.',
			figures: { groups: trained, of: all },
		});
	}
	return advice;
}

/** Test rows that are training rows too. */
export function crossingIds({ ids, usage, trainIds }: AdviceInput): Advice[] {
	const tested = ids.filter((_, row) => usage[row] !== USAGE.ignored);
	const both = tested.filter((id) => trainIds?.has(id));
	if (!both.length) return [];
	return [
		{
			code: 'ids_cross_training',
			severity: 'problem',
			detail: `${plural(both.length, 'test row')} of ${grouped(tested.length)} ${both.length === 1 ? 'is a training row' : 'are training rows'} too, such as ${listed(both.slice(0, 3))}: ${both.length === 1 ? 'its label is' : 'their labels are'} known.`,
			remedy: 'Take them out of the training file, or out of the test set.',
			figures: { rows: both.length, of: tested.length },
		},
	];
}

/** A number per row that might tell the label. */
interface Clue {
	code: Extract<AdviceCode, 'order_tells_label' | 'id_tells_label'>;
	what: string;
	values: Float64Array;
}

/** Where the order of rows tells nothing, an AUROC this far from ½ is seen once in 10,000 times. */
const LEVEL = 1e-4;
/** And it must be worth something. */
const LEAST_EFFECT = 0.05;

/** AUROC of a number as a score (Mann & Whitney 1947, ties half), and its z under no association. */
function association(values: Float64Array, yTrue: Uint8Array) {
	const rows = [...yTrue.keys()].filter((row) => yTrue[row] !== MISSING && !isNaN(values[row]!));
	rows.sort((a, b) => values[a]! - values[b]!);
	let positives = 0;
	let rankSum = 0;
	let tieSum = 0;
	for (let start = 0; start < rows.length;) {
		let end = start;
		while (end < rows.length && values[rows[end]!] === values[rows[start]!]) end++;
		const rank = (start + 1 + end) / 2;
		for (let i = start; i < end; i++) {
			if (yTrue[rows[i]!] === 1) {
				positives++;
				rankSum += rank;
			}
		}
		tieSum += (end - start) ** 3 - (end - start);
		start = end;
	}
	const n = rows.length;
	const pairs = positives * (n - positives);
	if (!pairs) return null;
	const auroc = (rankSum - (positives * (positives + 1)) / 2) / pairs;
	const variance = (n + 1 - tieSum / (n * (n - 1))) / (12 * pairs);
	return variance > 0 ? { auroc, z: (auroc - 0.5) / Math.sqrt(variance) } : null;
}

/** The first and the last run of digits of every id; absent where ids have none. */
function numbersOf(ids: readonly string[]): Float64Array[] {
	const runs = ids.map((id) => id.match(/\d{1,15}/g));
	const pick = (of: (found: string[]) => string) =>
		Float64Array.from(runs, (found) => (found ? Number(of(found)) : NaN));
	const first = pick((found) => found[0]!);
	const last = pick((found) => found.at(-1)!);
	if (first.every((value) => isNaN(value))) return [];
	return first.every((value, row) => Object.is(value, last[row]!)) ? [first] : [first, last];
}

function clues(ids: readonly string[]): Clue[] {
	const order = Float64Array.from(ids, (_, row) => row);
	return [
		{ code: 'order_tells_label', what: 'The order of the rows', values: order },
		...numbersOf(ids).map((values) => ({
			code: 'id_tells_label' as const,
			what: 'The number in the ids',
			values,
		})),
	];
}

/**
 * Row order and numbers of ids that go with a label. Of rows of one patient only the first counts:
 * they follow each other, and share labels without telling anything.
 */
export function tellingOrder({ labels, ids, yTrue, groups }: AdviceInput): Advice[] {
	const seen = new Set<string>();
	const rows = ids.flatMap((_, row) => {
		const group = groups?.[row];
		if (group === undefined) return [row];
		return seen.has(group) ? [] : (seen.add(group), [row]);
	});
	const firstIds = rows.map((row) => ids[row]!);
	const tests = clues(firstIds).flatMap((clue) =>
		labels.flatMap((label, k) => {
			const found = association(
				clue.values,
				Uint8Array.from(rows, (row) => yTrue[k]![row]!),
			);
			return found ? [{ ...clue, label, ...found }] : [];
		}),
	);
	const corrected = holm(tests.map(({ z }) => normalTwoSided(z)));
	const strong = tests.filter(
		({ auroc }, i) => corrected[i]! < LEVEL && Math.abs(auroc - 0.5) > LEAST_EFFECT,
	);
	// One piece of advice a clue: what tells one finding of many tells them all.
	return (['order_tells_label', 'id_tells_label'] as const).flatMap((code): Advice[] => {
		const told = strong.filter((test) => test.code === code);
		if (!told.length) return [];
		const best = told.reduce((a, b) => (Math.abs(b.z) > Math.abs(a.z) ? b : a));
		const names = [...new Set(told.map(({ label }) => label))];
		const effect = Math.max(best.auroc, 1 - best.auroc);
		return [
			{
				code,
				severity: 'problem',
				label: best.label,
				detail: `${best.what} tells ${listed(names)} without looking at an image: AUROC ${effect.toFixed(3)} of "${best.label}".`,
				remedy:
					code === 'order_tells_label'
						? 'Write the rows in random order.'
						: 'Give the rows new ids, in random order.',
				figures: { auroc: best.auroc, z: best.z, labels: names.length },
			},
		];
	});
}

/** Words of ids, without their numbers, that go with a label: `person1_virus_6`, `COVID-1`. */
export function tellingWords({ labels, ids, yTrue }: AdviceInput): Advice[] {
	const wordsOf = ids.map((id) => id.replace(/\d+/g, '#'));
	const distinct = new Set(wordsOf).size;
	// Ids that are all words, such as hashes, would each tell their own row.
	if (distinct < 2 || distinct > ids.length / 10) return [];
	return labels.flatMap((label, k): Advice[] => {
		const counts = new Map<string, [number, number]>();
		const total: [number, number] = [0, 0];
		yTrue[k]!.forEach((value, row) => {
			if (value === MISSING) return;
			const of = counts.get(wordsOf[row]!) ?? [0, 0];
			of[value as 0 | 1]++;
			total[value as 0 | 1]++;
			counts.set(wordsOf[row]!, of);
		});
		const rows = total[0] + total[1];
		const blind = Math.max(...total) / rows;
		const told = [...counts.values()].reduce((sum, of) => sum + Math.max(...of), 0) / rows;
		if (!rows || told - blind < LEAST_EFFECT) return [];
		return [
			{
				code: 'id_tells_label',
				severity: 'problem',
				label,
				detail: `The words in the ids tell "${label}": right in ${(100 * told).toFixed(1)} % of the rows, where always giving the commoner answer is right in ${(100 * blind).toFixed(1)} %.`,
				remedy: 'Give the rows new ids, in random order.',
				figures: { accuracy: told, blind },
			},
		];
	});
}
