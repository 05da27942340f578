/** Names as people meant them: comparison without case and separators, and the nearest name. */

/** Case, spaces, underscores, hyphens and dots do not tell two names apart. */
export const normalised = (name: string): string =>
	name
		.normalize('NFKC')
		.toLowerCase()
		.replace(/[\s_.-]+/g, '');

/** Levenshtein distance, two rows at a time (Wagner & Fischer 1974); O(|a| |b|). */
export function editDistance(a: string, b: string): number {
	let previous = Uint16Array.from({ length: b.length + 1 }, (_, j) => j);
	let current = new Uint16Array(b.length + 1);
	for (let i = 1; i <= a.length; i++) {
		current[0] = i;
		for (let j = 1; j <= b.length; j++) {
			const substitution = previous[j - 1]! + (a.charCodeAt(i - 1) === b.charCodeAt(j - 1) ? 0 : 1);
			current[j] = Math.min(previous[j]! + 1, current[j - 1]! + 1, substitution);
		}
		[previous, current] = [current, previous];
	}
	return previous[b.length]!;
}

/** Enough to recognise a name; keeps a file of a million long columns from costing seconds. */
const MAX_CANDIDATES = 500;
const MAX_LENGTH = 80;

/**
 * The candidate nearest to a name, or undefined when none is near: at most a third of the longer
 * name's characters differ, or one name holds the other.
 */
export function nearestName(name: string, candidates: Iterable<string>): string | undefined {
	const wanted = normalised(name).slice(0, MAX_LENGTH);
	let best: string | undefined;
	let bestDistance = Infinity;
	let seen = 0;
	for (const candidate of candidates) {
		if (++seen > MAX_CANDIDATES) break;
		const plain = normalised(candidate.slice(0, 4 * MAX_LENGTH)).slice(0, MAX_LENGTH);
		if (!plain || !wanted) continue;
		const holds =
			Math.min(plain.length, wanted.length) >= 4 &&
			(plain.includes(wanted) || wanted.includes(plain));
		const distance = holds ? 0.5 : editDistance(wanted, plain);
		const allowed = Math.max(1, Math.floor(Math.max(wanted.length, plain.length) / 3));
		if (distance <= allowed && distance < bestDistance) {
			best = candidate;
			bestDistance = distance;
		}
	}
	return best;
}

/** ` Did you mean "x"?`, or nothing. */
export function didYouMean(name: string, candidates: Iterable<string>): string {
	const found = nearestName(name, candidates);
	return found === undefined ? '' : ` Did you mean "${found}"?`;
}
