/** A reported result as competition.yaml takes it. */
export interface Reported {
	name: string;
	score: number;
	printed?: number;
	labels?: Record<string, number>;
	note: string;
	source: { title: string; url?: string };
}

/** Stands under every reported result: it was measured on other images than the demo's. */
export const notScoredHere = (data: string) => `Reported on ${data}, not scored here.`;
