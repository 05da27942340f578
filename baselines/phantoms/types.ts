/** What a phantom is: a drawn radiograph, its labels, and where everything on it truly lies. */
import type { FindingName } from './names.ts';

/** Pixels; `x`, `y` is the upper left corner. */
export interface Box {
	x: number;
	y: number;
	width: number;
	height: number;
}

/** Where a finding was drawn. */
export interface Region {
	/** 1 where the finding shows, row by row, `size` × `size`. */
	mask: Uint8Array;
	/** One box for each half of the image that the finding touches. */
	boxes: Box[];
}

export type Sex = 'F' | 'M';
export type View = 'PA' | 'AP';
export type Split = 'train' | 'validation' | 'test';

export interface PhantomMetadata {
	/** Such as `P00012`. */
	patient: string;
	sex: Sex;
	/** Years. */
	age: number;
	view: View;
}

/** Of a cohort with classes: what an image was chosen to look like. */
export interface ImagePattern {
	name: string;
	/** The class that was drawn. */
	drawn: string;
	/** The class that its label names, with label noise. */
	labelled: string;
}

export interface PhantomRequest {
	seed: number;
	/** Number of the patient in the set, from 0. */
	patient: number;
	/** Number of the patient's image, from 0. */
	index: number;
	/** Edge length in pixels. Default 128. */
	size?: number;
}

/** A phantom before it is drawn: everything that its labels and its picture follow from. */
export interface PlannedPhantom {
	request: PhantomRequest;
	/** See `Cohort`. */
	mildness: number;
	/** Such as `P00012_001`. */
	id: string;
	/** The labels as they are published, with label noise (`LABEL_NOISE`). */
	findings: Record<FindingName, 0 | 1>;
	/** What was drawn: the truth behind the labels. */
	drawn: Record<FindingName, 0 | 1>;
	/** Null in a cohort without classes. */
	pattern: ImagePattern | null;
	metadata: PhantomMetadata;
	split: Split;
}

export interface Phantom extends Omit<PlannedPhantom, 'request' | 'mildness'> {
	size: number;
	/** Grey, row by row: 0 is black (air), 255 is white (bone). */
	pixels: Uint8Array;
	/** One region for each finding that was drawn. */
	regions: Partial<Record<FindingName, Region>>;
}
