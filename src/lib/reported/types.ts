/** Figures of papers, as competition.yaml takes them. Shown with their source, never scored here. */
export interface Reported {
	name: string;
	score: number;
	/** As printed, where the score was recomputed and differs. */
	printed?: number;
	labels?: Record<string, number>;
	note: string;
	source: { title: string; url?: string };
}

/**
 * What stands before every note: on what the figure was measured, which is never the board's test
 * set. Such as `real radiographs of ChestX-ray14`.
 */
export const notScoredHere = (data: string) => `Reported on ${data}, not scored here.`;

/** Per cent to a fraction, without the dust of binary division. */
export const fraction = (percent: number) => Number((percent / 100).toFixed(6));
