/** Which curves are drawn, each keeping its colour for as long as it stays chosen. */
export const MOST_CURVES = 6;

export class CurveChoice {
	/** Label in each colour's place; null is free. */
	slots = $state<(string | null)[]>([]);

	constructor(first: readonly string[]) {
		this.slots = Array.from({ length: MOST_CURVES }, (_, i) => first[i] ?? null);
	}

	get chosen(): string[] {
		return this.slots.filter((label) => label !== null);
	}

	get isFull(): boolean {
		return this.chosen.length === MOST_CURVES;
	}

	has(label: string): boolean {
		return this.slots.includes(label);
	}

	/** CSS colour of a chosen curve. */
	colour(label: string): string {
		return `var(--curve-${this.slots.indexOf(label) + 1})`;
	}

	toggle(label: string): void {
		const at = this.slots.indexOf(label);
		if (at >= 0) this.slots[at] = null;
		else if (!this.isFull) this.slots[this.slots.indexOf(null)] = label;
	}
}

/** What to draw first: everything if that is few, else the best, the middle and the worst finding. */
export function firstCurves(sorted: readonly string[]): string[] {
	if (sorted.length <= 3) return [...sorted];
	const middle = sorted[Math.floor((sorted.length - 1) / 2)]!;
	return [sorted[0]!, middle, sorted[sorted.length - 1]!];
}
