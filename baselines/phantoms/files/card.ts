/** The card that lies beside a written phantom set. */
import { LABEL_NOISE } from '../cohort/labels.ts';
import { findings } from '../findings/index.ts';
import { FINDING_NAMES, type FindingName } from '../names.ts';
import type { Split } from '../types.ts';

export interface SetCounts {
	seed: number;
	patients: number;
	size: number;
	images: Record<Split, number>;
	/** Images with labels in the folder. */
	rows: number;
	/** How many of these name the finding. */
	labelled: Record<FindingName, number>;
}

const percent = (share: number) => `${(100 * share).toFixed(1)} %`;

export function phantomCard({ seed, patients, size, images, rows, labelled }: SetCounts): string {
	const all = images.train + images.validation + images.test;
	const table = FINDING_NAMES.map((name) => {
		const stated = findings.find((finding) => finding.name === name)!.prevalence;
		return `| ${name} | ${labelled[name]} | ${percent(labelled[name] / Math.max(1, rows))} | ${percent(stated)} |`;
	});
	return `# Thorax phantoms

**Everything here is generated.** No image shows a person, no row describes one: lungs, heart, ribs,
findings, patients, ages and labels were drawn by a program from the seed ${seed}. Use them as you like.
They say nothing about how a model does on radiographs of people.

${all} images of ${patients} patients, ${size} × ${size} pixels, 8-bit grey: ${images.train} for training,
${images.validation} for validation, ${images.test} for the test. No patient is in two of them.

## Files

- \`images/<image_id>.png\`
- \`labels.csv\`: image, patient, sex, age, view, split and one column of 0 and 1 per finding
- \`regions.json\`: where each drawn finding truly lies, as boxes in pixels and as a mask of run lengths
  (row by row, 0 and 1 in turn, starting with 0)
- \`unlabelled.csv\`, where labels are withheld: the images without their labels

## Labels

They are wrong on purpose, about as often as labels mined from reports: ${percent(LABEL_NOISE)} of the drawn
findings are not labelled, and as many labels name a finding that was not drawn. Many findings are faint
or small. So no model reaches a perfect score.

| finding | labelled | share | drawn by design |
|---|---:|---:|---:|
${table.join('\n')}
`;
}
