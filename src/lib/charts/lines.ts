import { place, type Axis } from './axis.ts';

/**
 * Gridlines and reference lines as one CSS background, set once on a table and painted by every row:
 * a line runs through the whole table without an element per row. Tiles repeat downwards.
 */
export function plotLines(axis: Axis, references: readonly number[]): string {
	const layers = [
		...references.map((value) => layer('var(--plot-reference)', place(axis, value), true)),
		...axis.ticks.map((value) => layer('var(--plot-grid)', place(axis, value), false)),
	];
	return layers.join(', ');
}

function layer(colour: string, percent: number, dashed: boolean): string {
	const image = dashed
		? `linear-gradient(${colour} 0 60%, transparent 60%)`
		: `linear-gradient(${colour}, ${colour})`;
	return `${image} ${round(percent)}% 0 / 1px 5px repeat-y`;
}

function round(value: number): number {
	return Math.round(value * 1000) / 1000;
}
