/** Trying every combination of parameters, by cross-validation that keeps patients together. */
import { aurocOf } from './auroc.ts';
import { foldRows, groupFolds } from './cross-validation.ts';
import type { FitOptions, Head } from './head.ts';
import { takeEntries, takeRows, type Matrix } from './matrix.ts';

export interface GridSearchOptions extends FitOptions {
	/** Patient of each row. */
	groups: readonly string[];
	/** Default 5. */
	folds?: number;
}

export interface GridPoint<P> {
	parameters: P;
	/** AUROC of each fold; null where a fold has one class only. */
	aurocs: (number | null)[];
	/** Mean over the folds that have one; null without any. */
	mean: number | null;
}

export interface GridSearch<P> {
	best: P;
	/** In the order in which they were tried. */
	points: GridPoint<P>[];
}

/** All combinations of the values, the last name changing fastest. */
export function combinations<P extends object>(grid: { [K in keyof P]: readonly P[K][] }): P[] {
	return Object.entries(grid).reduce<Record<string, unknown>[]>(
		(all, [name, values]) =>
			all.flatMap((point) => (values as unknown[]).map((value) => ({ ...point, [name]: value }))),
		[{}],
	) as P[];
}

/** The combination with the highest mean AUROC; the first of equals. */
export function gridSearch<P extends object>(
	makeHead: (parameters: P) => Head,
	grid: { [K in keyof P]: readonly P[K][] },
	x: Matrix,
	y: Uint8Array,
	{ groups, folds = 5, onProgress, ...options }: GridSearchOptions,
): GridSearch<P> {
	const foldOf = groupFolds(groups, y, folds, options.seed);
	const candidates = combinations(grid);
	const points = candidates.map((parameters): GridPoint<P> => ({
		parameters,
		aurocs: [],
		mean: null,
	}));
	for (let fold = 0; fold < folds; fold++) {
		const { train, held } = foldRows(foldOf, fold);
		const [xTrain, xHeld] = [takeRows(x, train), takeRows(x, held)];
		const [yTrain, yHeld] = [takeEntries(y, train), takeEntries(y, held)];
		points.forEach((point, k) => {
			onProgress?.((fold + k / points.length) / folds);
			const model = makeHead(point.parameters).fit(xTrain, yTrain, options);
			point.aurocs.push(aurocOf(yHeld, model.predict(xHeld)));
		});
	}
	for (const point of points) {
		const known = point.aurocs.filter((value) => value !== null);
		point.mean = known.length ? known.reduce((sum, v) => sum + v, 0) / known.length : null;
	}
	const best = points.reduce((a, b) => ((b.mean ?? -1) > (a.mean ?? -1) ? b : a));
	return { best: best.parameters, points };
}
