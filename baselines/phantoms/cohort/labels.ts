/** Which findings are drawn on an image, and which its labels name. */
import { randomSource, seedFrom } from '../../random-source.ts';
import type { Finding } from '../findings/finding.ts';
import { findings } from '../findings/index.ts';
import { byFinding, type FindingName } from '../names.ts';
import type { ImagePattern, PhantomMetadata } from '../types.ts';
import { classesOf, GENERAL, type Cohort } from './cohort.ts';
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
	/** Null in a cohort without classes. */
	pattern: ImagePattern | null;
}

/** The pattern and class chosen by lot, and the class that the label names. */
export function patternOf(
	seed: number,
	number: number,
	index: number,
	cohort: Cohort,
): ImagePattern | null {
	const { patterns, classNoise } = cohort;
	if (!patterns.length) return null;
	const { pick, uniform } = randomSource(seedFrom('phantom pattern', seed, number, index));
	const pattern = pick(patterns.map((entry) => [entry, entry.share] as const));
	const others = classesOf(cohort).filter((name) => name !== pattern.class);
	const isWrong = uniform() < classNoise;
	const other = others[Math.floor(uniform() * others.length)]!;
	return { name: pattern.name, drawn: pattern.class, labelled: isWrong ? other : pattern.class };
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
	cohort: Cohort = GENERAL,
): ImageLabels {
	const drawn = byFinding(() => 0 as 0 | 1);
	const labelled = byFinding(() => 0 as 0 | 1);
	const pattern = patternOf(seed, number, index, cohort);
	const fixed = cohort.patterns.find(({ name }) => name === pattern?.name)?.findings ?? [];
	for (const finding of findings) {
		const { name, chronic, prevalence } = finding;
		if (fixed.includes(name)) drawn[name] = labelled[name] = 1;
		if (!cohort.byChance.includes(name)) continue;
		const when = chronic ? 'always' : index;
		const { uniform } = randomSource(seedFrom('phantom finding', seed, number, name, when));
		const present = uniform() < chance(finding, patient);
		drawn[name] = present ? 1 : 0;
		const noise = randomSource(seedFrom('phantom label', seed, number, index, name)).uniform();
		const wrong = present ? LABEL_NOISE : (LABEL_NOISE * prevalence) / (1 - prevalence);
		labelled[name] = present !== noise < wrong ? 1 : 0;
	}
	return { drawn, labelled, pattern };
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
