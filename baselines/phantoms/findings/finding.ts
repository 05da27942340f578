/** What a finding is made of. */
import type { RandomSource } from '../../random-source.ts';
import type { Anatomy, Side } from '../anatomy/anatomy.ts';
import type { Canvas } from '../canvas.ts';
import type { FindingName } from '../names.ts';

/** One finding on one image, with its place and size drawn by lot. */
export interface Lesion {
	/** Changes the thorax before it is drawn. */
	reshape?(anatomy: Anatomy): void;
	/**
	 * Draws on the thorax, and enters into `mark` how strongly the finding shows in each pixel (0 to
	 * 1): the truth that a heat map is held against.
	 */
	draw(canvas: Canvas, mark: Float32Array): void;
}

export interface Finding {
	name: FindingName;
	/** Share of all images. */
	prevalence: number;
	/** Odds of women over those of men. */
	women: number;
	/** Change of the chance with ten more years of age, as a share of itself. */
	perDecade: number;
	/** On all images of a patient, in the same place. */
	chronic: boolean;
	/** @param severity 0 (hardly visible) to 1 (nobody misses it) */
	create(random: RandomSource, severity: number): Lesion;
}

/** A pixel belongs to a finding's region from this mark up. */
export const MARKED = 0.35;

export const anySide = (random: RandomSource, right = 0.5): Side =>
	random.uniform() < right ? 0 : 1;

/** Is a pixel on this side of the midline? */
export const onSide = (side: Side, x: number) => x < 0 === (side === 0);
