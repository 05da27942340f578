import type { DemoPlan } from '../types.ts';
import { GENERATED, PARTICIPANTS, rules } from './shared.ts';

const overview = (rows: { test: number }) => `# Opacity or none

${GENERATED}

Does the radiograph show an opacity of the lung? Give each of ${rows.test.toLocaleString('en-GB')} images a probability between 0 and 1. The ranking is by **accuracy at 0.5**: a probability of 0.5 or more counts as an opacity. Each result comes with its confusion matrix, because accuracy alone hides much: three images in four show an opacity, so that saying "opacity" every time is right in 73 % of them. AUROC and Brier score stand beside it.

## What this is modelled on

García Boronat's master's thesis used the SIIM-FISABIO-RSNA COVID-19 data: 6,334 images, whose studies are typical for COVID-19 (3,007), negative (1,736), indeterminate (1,108) or atypical (483). Grouped in two, 4,598 show an opacity and 1,736 none. An Xception network with ImageNet weights was first trained with its body frozen, then fine-tuned, on histogram-equalised images.

| Model | Accuracy, recomputed | Confusion matrix: none, opacity |
| --- | ---: | --- |
| Frozen, 10 epochs | 74.96 % (as printed) | not published |
| Fine-tuned | 80.17 % | 226, 130 / 121, 789 |
| United data, frozen, validation | 76.67 % | 965, 429 / 795, 3057 |
| United data, frozen, test | 75.20 % | 238, 98 / 213, 705 |
| United data, fine-tuned, validation | 74.17 % | 62, 1332 / 23, 3829 |
| United data, fine-tuned, test | 73.68 % | 16, 320 / 10, 908 |
| Best united model, retrained on competition data, test | 77.83 % | 215, 121 / 157, 761 |

Rows of a matrix are true classes, columns predicted ones. "United" adds the COVID-19 Radiography Database. Every accuracy follows from its matrix. Look at the fine-tuned united model: 73.68 % on the test set, and yet it finds 16 of 336 normal images, which is what a matrix shows and an accuracy does not.

The thesis also trained on the four study classes: 51.74 % frozen, and 59.32 % fine-tuned. That is another task, so these figures are not on the leaderboard. The others are, as open diamonds: measured on real radiographs, they are not comparable with a score on generated labels.

## Who is on the leaderboard

${PARTICIPANTS}
`;

const data = (rows: { train: number; test: number }) => `# Data

${GENERATED}

| File | What it holds |
| --- | --- |
| \`train.csv\` | ${rows.train.toLocaleString('en-GB')} training rows: id, age, sex and the label \`opacity\` (1 or 0) |
| \`test.csv\` | ${rows.test.toLocaleString('en-GB')} test rows: id, age and sex. Predict these |
| \`sample_submission.csv\` | a file in the right form |

A submission has the columns \`image\` and \`opacity\`. Rows are matched by id, never by their order.

## How the labels were generated

The test set has the composition of the thesis' final test set: 342 negative, 586 typical, 242 indeterminate and 97 atypical images; the training set has four times as many of each. All but the negative ones count as opacity. Age depends a little on the class. Simulated models find typical opacities easy and atypical ones hard.

## A conflict in the real labels

At study level, 1,736 images are negative. At image level, 2,040 say \`none\`: 304 images belong to a study with an opacity and yet carry no box. Whoever trains on one level and is scored on the other meets a contradiction in 304 of 6,334 images.
`;

export const opacityPages = (rows: { train: number; test: number }): DemoPlan['pages'] => ({
	overview: overview(rows),
	data: data(rows),
	rules: rules(5),
});
