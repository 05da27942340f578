/** One phantom from its seed: patient, labels, thorax, findings, film. */
import { randomSource, seedFrom } from '../random-source.ts';
import { drawAccessories } from './anatomy/accessories.ts';
import { anatomyOf, habitusOf } from './anatomy/anatomy.ts';
import { drawAnatomy } from './anatomy/draw-anatomy.ts';
import { poseOf } from './anatomy/pose.ts';
import { createCanvas } from './canvas.ts';
import { GENERAL } from './cohort/cohort.ts';
import { metadataOf } from './cohort/labels.ts';
import { simulatePatient, simulateView } from './cohort/patient.ts';
import { develop } from './film.ts';
import type { Finding, Lesion } from './findings/finding.ts';
import { findings } from './findings/index.ts';
import type { FindingName } from './names.ts';
import { planPhantom } from './plan.ts';
import { regionOf } from './regions.ts';
import type { Phantom, PhantomMetadata, PhantomRequest, PlannedPhantom } from './types.ts';

export const DEFAULT_SIZE = 128;

function lesionOf(
	finding: Finding,
	{ seed, patient, index }: PhantomRequest,
	mildness: number,
): Lesion {
	const when = finding.chronic ? 'always' : index;
	const random = randomSource(seedFrom('phantom lesion', seed, patient, finding.name, when));
	const severity = random.uniform() ** mildness;
	return finding.create(random, severity);
}

/** Pixels and regions of the findings given; the patient, and all that is not a finding, by seed. */
export function render(
	request: PhantomRequest,
	metadata: PhantomMetadata,
	shown: readonly Finding[],
	mildness = GENERAL.mildness,
): Pick<Phantom, 'pixels' | 'regions'> {
	const { seed, patient, index, size = DEFAULT_SIZE } = request;
	const ofPatient = (part: string) => randomSource(seedFrom(part, seed, patient));
	const ofImage = (part: string) => randomSource(seedFrom(part, seed, patient, index));
	const habitus = habitusOf(metadata, ofPatient('phantom habitus'));
	const anatomy = anatomyOf(metadata, habitus, ofImage('phantom anatomy'));
	const lesions = shown.map(
		(finding) => [finding.name, lesionOf(finding, request, mildness)] as const,
	);
	for (const [, lesion] of lesions) lesion.reshape?.(anatomy);
	const canvas = createCanvas(size, poseOf(metadata.view, ofImage('phantom pose')), anatomy);
	drawAnatomy(canvas, ofPatient('phantom thorax'));
	const regions: Phantom['regions'] = {};
	for (const [name, lesion] of lesions) {
		const mark = new Float32Array(size * size);
		lesion.draw(canvas, mark);
		regions[name] = regionOf(mark, size);
	}
	drawAccessories(canvas, metadata, ofPatient('phantom marks'), ofImage('phantom devices'));
	return { pixels: develop(canvas, ofImage('phantom film')), regions };
}

/** Draws what was planned, at the size of the request or another. */
export function drawPlanned(planned: PlannedPhantom, size = planned.request.size): Phantom {
	const { request, mildness, ...about } = planned;
	const edge = size ?? DEFAULT_SIZE;
	const shown = findings.filter(({ name }) => planned.drawn[name]);
	return {
		...about,
		size: edge,
		...render({ ...request, size: edge }, planned.metadata, shown, mildness),
	};
}

/** A chest radiograph phantom; the same request gives the same phantom. */
export const drawPhantom = (request: PhantomRequest): Phantom =>
	drawPlanned(planPhantom(request, simulatePatient(request.seed, request.patient)));

/** The same patient and film with exactly these findings, whatever the labels say: for looking at. */
export function drawPhantomWith(request: PhantomRequest, names: readonly FindingName[]) {
	const patient = simulatePatient(request.seed, request.patient);
	const view = simulateView(request.seed, request.patient, request.index, patient.condition.ap);
	const shown = findings.filter(({ name }) => names.includes(name));
	return render(request, metadataOf(patient, request.index, view), shown);
}

export interface PhantomSetRequest {
	seed: number;
	/** How many patients; about 2.2 images each. */
	patients: number;
	size?: number;
}

/** All images of a set, patient by patient. The first patients of a larger set are the same. */
export function* phantomSet({ seed, patients, size }: PhantomSetRequest): Generator<Phantom> {
	for (let number = 0; number < patients; number++) {
		const patient = simulatePatient(seed, number);
		for (let index = 0; index < patient.images; index++) {
			yield drawPlanned(planPhantom({ seed, patient: number, index, size }, patient));
		}
	}
}
