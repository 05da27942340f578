/**
 * Grows one tree on gradients and curvatures of a loss (Chen & Guestrin 2016; Ke et al. 2017): a
 * leaf's value is −G / (H + λ), a split gains G² / (H + λ) on both sides less that of their parent.
 * With gradient −w·y and curvature w the value is the weighted share of positives, and the gain is
 * that of the Gini impurity: so one learner serves boosting and random forests.
 */
import type { RandomSource } from '../../random-source.ts';
import { MAX_BINS, type Binned } from './bins.ts';
import type { Tree } from './tree.ts';

export interface GrowOptions {
	/** Leaves with the largest gain are split first, until there are this many. */
	maxLeaves: number;
	maxDepth: number;
	/** Fewest rows of a leaf. */
	minLeaf: number;
	/** Added to a leaf's curvature (λ). */
	l2: number;
	/** Features tried at each split; all where absent. */
	featuresPerSplit?: number;
	random: RandomSource;
}

interface Split {
	feature: number;
	bin: number;
	gain: number;
}

interface Leaf {
	node: number;
	from: number;
	to: number;
	depth: number;
	gradient: number;
	curvature: number;
	split: Split | null;
}

/** Less than this is rounding, not a gain. */
const LEAST_GAIN = 1e-12;

export function growTree(
	data: Binned,
	gradients: Float64Array,
	curvatures: Float64Array,
	/** Rows to learn from; a row drawn twice appears twice. Put in another order. */
	rows: Uint32Array,
	options: GrowOptions,
): Tree {
	const { bins, edges, columns, rows: n } = data;
	const { maxLeaves, maxDepth, minLeaf, l2, random } = options;
	const tries = Math.min(columns, options.featuresPerSplit ?? columns);
	const features = Uint32Array.from({ length: columns }, (_, j) => j);
	const sumG = new Float64Array(MAX_BINS + 1);
	const sumH = new Float64Array(MAX_BINS + 1);
	const count = new Uint32Array(MAX_BINS + 1);
	const tree: Tree = { feature: [], threshold: [], left: [], right: [], value: [] };
	const scratch = new Uint32Array(rows.length);

	/** Moves `tries` features drawn at random to the front. */
	function drawFeatures(): void {
		if (tries === columns) return;
		for (let k = 0; k < tries; k++) {
			const other = k + Math.floor(random.uniform() * (columns - k));
			[features[k], features[other]] = [features[other]!, features[k]!];
		}
	}

	function bestSplit({ from, to, gradient, curvature }: Omit<Leaf, 'split'>): Split | null {
		let best: Split | null = null;
		const parent = (gradient * gradient) / (curvature + l2);
		drawFeatures();
		for (let k = 0; k < tries; k++) {
			const feature = features[k]!;
			const cuts = edges[feature]!.length;
			if (cuts === 0) continue;
			sumG.fill(0, 0, cuts + 1);
			sumH.fill(0, 0, cuts + 1);
			count.fill(0, 0, cuts + 1);
			const column = feature * n;
			for (let i = from; i < to; i++) {
				const row = rows[i]!;
				const bin = bins[column + row]!;
				sumG[bin]! += gradients[row]!;
				sumH[bin]! += curvatures[row]!;
				count[bin]!++;
			}
			let g = 0;
			let h = 0;
			let below = 0;
			for (let bin = 0; bin < cuts; bin++) {
				if (count[bin] === 0) continue;
				g += sumG[bin]!;
				h += sumH[bin]!;
				below += count[bin]!;
				if (below < minLeaf) continue;
				if (to - from - below < minLeaf) break;
				const restG = gradient - g;
				const restH = curvature - h;
				const gain = (g * g) / (h + l2) + (restG * restG) / (restH + l2) - parent;
				if (gain > (best?.gain ?? LEAST_GAIN)) best = { feature, bin, gain };
			}
		}
		return best;
	}

	function addLeaf(from: number, to: number, depth: number): Leaf {
		let gradient = 0;
		let curvature = 0;
		for (let i = from; i < to; i++) {
			gradient += gradients[rows[i]!]!;
			curvature += curvatures[rows[i]!]!;
		}
		const node = tree.feature.length;
		tree.feature.push(-1);
		tree.threshold.push(0);
		tree.left.push(-1);
		tree.right.push(-1);
		tree.value.push(curvature + l2 > 0 ? -gradient / (curvature + l2) : 0);
		const leaf = { node, from, to, depth, gradient, curvature };
		const canSplit = depth < maxDepth && to - from >= 2 * minLeaf;
		return { ...leaf, split: canSplit ? bestSplit(leaf) : null };
	}

	/** Rows of the left child to the front, both keeping their order; returns where the right begins. */
	function partition({ from, to }: Leaf, { feature, bin }: Split): number {
		const column = feature * n;
		let left = from;
		let right = 0;
		for (let i = from; i < to; i++) {
			const row = rows[i]!;
			if (bins[column + row]! <= bin) rows[left++] = row;
			else scratch[right++] = row;
		}
		rows.set(scratch.subarray(0, right), left);
		return left;
	}

	const open = [addLeaf(0, rows.length, 0)].filter((leaf) => leaf.split);
	for (let leaves = 1; leaves < maxLeaves && open.length; leaves++) {
		let at = 0;
		for (let k = 1; k < open.length; k++) if (open[k]!.split!.gain > open[at]!.split!.gain) at = k;
		const leaf = open.splice(at, 1)[0]!;
		const split = leaf.split!;
		const middle = partition(leaf, split);
		const left = addLeaf(leaf.from, middle, leaf.depth + 1);
		const right = addLeaf(middle, leaf.to, leaf.depth + 1);
		tree.feature[leaf.node] = split.feature;
		tree.threshold[leaf.node] = edges[split.feature]![split.bin]!;
		tree.left[leaf.node] = left.node;
		tree.right[leaf.node] = right.node;
		open.push(...[left, right].filter((child) => child.split));
	}
	return tree;
}
