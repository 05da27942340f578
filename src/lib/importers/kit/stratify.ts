/** Dividing groups of rows in two so that every label keeps its share on both sides. */
import { randomUnit } from '#scorer/stats/random';

export interface StratifyInput {
	/** Group number per row, from 0; the rows of one group stay together. */
	groups: Int32Array;
	/** Per label one value a row; 1 is positive, everything else is not. */
	labels: readonly Uint8Array[];
	/** Share of the rows that the first part is to have, above 0 and below 1. */
	share: number;
	seed: number;
}

type Side = 0 | 1;
const SIDES: readonly Side[] = [0, 1];

/** Fisher and Yates, from a seeded source. */
export function shuffled(n: number, uniform: () => number): Int32Array {
	const order = Int32Array.from({ length: n }, (_, i) => i);
	for (let i = n - 1; i > 0; i--) {
		const j = Math.floor(uniform() * (i + 1));
		[order[i], order[j]] = [order[j]!, order[i]!];
	}
	return order;
}

class Division {
	/** Side per group, -1 while open. */
	readonly side: Int8Array;
	/** Rows of each group, and of each label its positive rows. */
	readonly size: Int32Array;
	readonly positives: Int32Array[];
	/** Rows that each side still needs; per label its positive rows. */
	private readonly sizeNeed: [number, number];
	private readonly need: [number, number][];
	readonly have: [number, number][];
	private readonly uniform: () => number;
	private readonly order: Int32Array;

	constructor({ groups, labels, share, seed }: StratifyInput) {
		const count = groups.reduce((most, group) => Math.max(most, group + 1), 0);
		this.side = new Int8Array(count).fill(-1);
		this.size = new Int32Array(count);
		for (const group of groups) this.size[group]!++;
		this.positives = labels.map((y) => {
			const of = new Int32Array(count);
			y.forEach((value, row) => void (value === 1 && of[groups[row]!]!++));
			return of;
		});
		this.sizeNeed = [share * groups.length, (1 - share) * groups.length];
		this.need = this.positives.map((of) => {
			const total = of.reduce((sum, n) => sum + n, 0);
			// Two groups of a finding are enough for one on each side.
			const several = of.filter((n) => n > 0).length > 1;
			const first = several ? Math.min(total - 1, Math.max(1, share * total)) : share * total;
			return [first, total - first];
		});
		this.have = labels.map(() => [0, 0]);
		this.uniform = randomUnit(seed);
		this.order = shuffled(count, this.uniform);
	}

	private put(group: number, side: Side): void {
		this.side[group] = side;
		this.sizeNeed[side] -= this.size[group]!;
		this.positives.forEach((of, k) => {
			this.need[k]![side] -= of[group]!;
			this.have[k]![side] += of[group]!;
		});
	}

	/** The side that lacks most of a label; of equal ones the one that lacks most rows. */
	private neediest(need: readonly [number, number]): Side {
		const byLabel = need[0] - need[1];
		if (Math.abs(byLabel) > 1e-9) return byLabel > 0 ? 0 : 1;
		const bySize = this.sizeNeed[0] - this.sizeNeed[1];
		if (Math.abs(bySize) > 1e-9) return bySize > 0 ? 0 : 1;
		return this.uniform() < 0.5 ? 0 : 1;
	}

	/** Open groups with something of `of`, the largest first, equal ones in random order. */
	private open(of: Int32Array): number[] {
		const groups = Array.from(this.order).filter((g) => this.side[g] === -1 && of[g]! > 0);
		return groups.sort((a, b) => of[b]! - of[a]!);
	}

	private remaining(k: number): number {
		return this.positives[k]!.reduce((sum, n, g) => sum + (this.side[g] === -1 ? n : 0), 0);
	}

	/** The rarest label first: later there would be no choice left for it. */
	assign(): void {
		const left = new Set(this.positives.keys());
		while (left.size) {
			const counts = [...left].map((k) => [k, this.remaining(k)] as const);
			const [k] = counts.reduce((rarest, next) => (next[1] < rarest[1] ? next : rarest));
			left.delete(k);
			for (const g of this.open(this.positives[k]!)) this.put(g, this.neediest(this.need[k]!));
		}
		for (const g of this.open(this.size)) this.put(g, this.neediest(this.sizeNeed));
	}

	private canLeave(group: number, from: Side): boolean {
		return this.positives.every((of, k) => !of[group] || this.have[k]![from] > of[group]!);
	}

	/** A rarer label may have taken all groups of another to one side: bring one back. */
	repair(): void {
		this.positives.forEach((of, k) => {
			for (const side of SIDES) {
				if (this.have[k]![side] > 0) continue;
				const other: Side = side === 0 ? 1 : 0;
				const movable = Array.from(this.order).filter(
					(g) => of[g]! > 0 && this.side[g] === other && this.canLeave(g, other),
				);
				if (!movable.length) continue;
				const group = movable.reduce((best, g) => (of[g]! < of[best]! ? g : best));
				this.positives.forEach((all, j) => (this.have[j]![other] -= all[group]!));
				this.put(group, side);
			}
		});
	}
}

/**
 * Iterative stratification (Sechidis, Tsoumakas & Vlahavas 2011), of whole groups. A label with
 * positive rows in two groups or more has some on both sides wherever that is possible.
 * @returns per row, 1 where it is in the first part
 */
export function stratify(input: StratifyInput): Uint8Array {
	const division = new Division(input);
	division.assign();
	division.repair();
	return Uint8Array.from(input.groups, (group) => Number(division.side[group] === 0));
}
