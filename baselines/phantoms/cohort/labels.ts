/** Which findings are drawn on an image, and which its labels name. */
import { randomSource, seedFrom } from '../../random-source.ts';
import type { Finding } from '../findings/finding.ts';
import { findings } from '../findings/index.ts';
import { byFinding, type FindingName } from '../names.ts';
import type { PhantomMetadata } from '../types.ts';
import { CONDITIONS, UNNAMED, type Condition } from './conditions.ts';
import type { Patient } from './patient.ts';

/**
 * Label noise, about that of the text-mined labels of ChestX-ray14 (precision and recall 0.90): this
 * share of the drawn findings is not labelled, and as many labels name a finding that is not there.
 */
export const LABEL_NOISE = 0.1;

const factorOf = ({ factors }: Condition, name: FindingName) => factors[name] ?? UNNAMED;

/** Mean factor over the conditions, which brings the prevalence back to what is stated. */
const meanFactor = byFinding((name) =>
	CONDITIONS.reduce((sum, condition) => sum + condition.share * factorOf(condition, name), 0),
);

/** Chance that an image of this patient shows the finding. */
function chance({ name, prevalence, women, perDecade }: Finding, patient: Patient): number {
	const bySex = (patient.sex === 'F' ? women : 1) / (0.435 * women + 0.565);
	const byAge = Math.max(0.15, 1 + (perDecade * (patient.age - 49)) / 10);
	const byCondition = factorOf(patient.condition, name) / meanFactor[name];
	return Math.min(0.9, prevalence * bySex * byAge * byCondition);
}

export interface ImageLabels {
	drawn: Record<FindingName, 0 | 1>;
	labelled: Record<FindingName, 0 | 1>;
}

/**
 * A chronic finding is on all images of a patient or on none, an acute one comes and goes. The noise
 * of labels is drawn for every image anew.
 */
export function labelImage(
	seed: number,
	number: number,
	index: number,
	patient: Patient,
): ImageLabels {
	const drawn = byFinding(() => 0 as 0 | 1);
	const labelled = byFinding(() => 0 as 0 | 1);
	for (const finding of findings) {
		const { name, chronic, prevalence } = finding;
		const when = chronic ? 'always' : index;
		const { uniform } = randomSource(seedFrom('phantom finding', seed, number, name, when));
		const present = uniform() < chance(finding, patient);
		drawn[name] = present ? 1 : 0;
		const noise = randomSource(seedFrom('phantom label', seed, number, index, name)).uniform();
		const wrong = present ? LABEL_NOISE : (LABEL_NOISE * prevalence) / (1 - prevalence);
		labelled[name] = present !== noise < wrong ? 1 : 0;
	}
	return { drawn, labelled };
}

/** Age at an image: about 1.7 years lie between two images. */
export function metadataOf(
	patient: Patient,
	index: number,
	view: PhantomMetadata['view'],
): PhantomMetadata {
	const age = Math.min(95, patient.age + Math.floor(index * 0.8));
	return { patient: patient.id, sex: patient.sex, age, view };
}
