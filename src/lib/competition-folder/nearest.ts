/** The name that was probably meant. */

/** Levenshtein distance, two rows at a time (Wagner & Fischer 1974). */
function distance(a: string, b: string): number {
	let previous = Array.from({ length: b.length + 1 }, (_, j) => j);
	for (let i = 1; i <= a.length; i++) {
		const current = [i];
		for (let j = 1; j <= b.length; j++) {
			const substitution = previous[j - 1]! + (a[i - 1] === b[j - 1] ? 0 : 1);
			current.push(Math.min(previous[j]! + 1, current[j - 1]! + 1, substitution));
		}
		previous = current;
	}
	return previous[b.length]!;
}

const plain = (name: string) =>
	name
		.toLowerCase()
		.replace(/[\s_-]+/g, '')
		.slice(0, 120);

/**
 * The candidate nearest to a name, ignoring case, spaces, hyphens and underscores; undefined when
 * none is near (more than a third of its letters differ).
 */
export function nearest(name: string, candidates: Iterable<string>): string | undefined {
	let best: { candidate: string; far: number } | undefined;
	for (const candidate of candidates) {
		const far = distance(plain(name), plain(candidate));
		if (far > Math.max(1, Math.floor(plain(candidate).length / 3))) continue;
		if (!best || far < best.far) best = { candidate, far };
	}
	return best?.candidate;
}

/** ` Did you mean "x"?`, or nothing. */
export function didYouMean(name: string, candidates: Iterable<string>): string {
	const found = nearest(name, candidates);
	return found === undefined ? '' : ` Did you mean "${found}"?`;
}
