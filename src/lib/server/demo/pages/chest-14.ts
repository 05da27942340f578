import { LABEL_QUALITY_SECTION } from '#lib/reported/label-quality';
import { FINDINGS } from '../findings.ts';
import type { DemoPlan } from '../types.ts';
import { GENERATED, PARTICIPANTS, rules } from './shared.ts';

const overview = (rows: { test: number }) => `# Fourteen findings

${GENERATED}

Give each of ${rows.test.toLocaleString('en-GB')} frontal chest radiographs a score for each of fourteen findings. An image may show several, or none. The ranking is by **mean AUROC**: the area under the ROC curve of every finding, averaged over the findings. Only the order of your scores matters for it, so probabilities and logits do equally well. Two columns stand beside it: weighted AUROC, and Hamming loss, which needs probabilities and takes a score as positive from twice the finding's share among all images. Every figure comes with a 95 % interval that minds which images are of one patient.

## What this is modelled on

Gómez, Rueda and Valderrama trained networks for the fourteen findings of ChestX-ray14: 112,119 images, of which 78,484 for training, 8,039 for validation and 25,596 for testing. Images were resized to 256 pixels, cropped at random to 224, flipped, and normalised as for ImageNet; each network ended in fourteen sigmoids and was trained for ten epochs.

| Model | Mean AUROC as published |
| --- | ---: |
| Modified PHOW with 14 one-versus-all SVMs (10,000 training, 5,000 test images) | 31.37 % |
| VGG11-BN from scratch | 32.75 % |
| VGG11-BN, pre-trained | 48.48 % |
| ResNet50 | 50.68 % |
| ResNet101 | 50.79 % |

An AUROC near 50 % is what chance gives, and one of 31 % is worse than chance. For a pre-trained ResNet that is a sign of a broken pipeline, not of a hard task: others reach 80 % and more on the same findings. Their figures, and those of the ResNet50, are the open diamonds on the leaderboard. They were measured on real radiographs, so they mark what is usual and are not comparable with a score on this page's generated labels.

One printed mean does not follow from its own column: for CheXNet the source prints 86.57 %, while the mean of its fourteen figures is 84.14 %. The leaderboard shows the latter and says so.

## Who is on the leaderboard

${PARTICIPANTS}
`;

const percent = (share: number) => `${(100 * share).toFixed(1)} %`;

const data = (rows: { train: number; test: number }) => `# Data

${GENERATED}

| File | What it holds |
| --- | --- |
| \`train.csv\` | ${rows.train.toLocaleString('en-GB')} training rows: id, age, sex, view and the fourteen labels |
| \`test.csv\` | ${rows.test.toLocaleString('en-GB')} test rows: id, age, sex and view. Predict these |
| \`sample_submission.csv\` | a file in the right form |

A submission has the column \`Image Index\` and one column per finding, in any order. Rows are matched by id, never by their order.

## How the labels were generated

Every simulated patient has an age, a sex, a degree of illness and one or more images. A finding is drawn with its share among the 112,120 images of ChestX-ray14, made more or less likely by view, sex and age as counted there. Edema, for instance, is eleven times as frequent in AP images, which are taken of patients in bed. A model may well learn that instead of the disease: compare yourself with the baseline *Metadata only*. All images of one patient are on the same side of the public/private split.

| Finding | Share in ChestX-ray14 | AP : PA | women : men | 60 and over : under 60 |
| --- | ---: | ---: | ---: | ---: |
${FINDINGS.map((f) => `| ${f.name} | ${percent(f.prevalence)} | ${f.ap.toFixed(2)} | ${f.women.toFixed(2)} | ${f.old.toFixed(2)} |`).join('\n')}

${LABEL_QUALITY_SECTION}`;

export const chest14Pages = (rows: { train: number; test: number }): DemoPlan['pages'] => ({
	overview: overview(rows),
	data: data(rows),
	rules: rules(5),
});
