import { findDemoSet } from '#baselines/phantoms/sets/index';
import type { DemoPlan } from '../types.ts';
import {
	count,
	filesTable,
	GENERATED,
	HOW_DRAWN,
	PARTICIPANTS,
	percent,
	rules,
	shareOf,
	startHere,
	type PageRows,
} from './shared.ts';

const SLUG = 'demo-opacity';
const { classNoise } = findDemoSet(SLUG)!.cohort;

const PYTHON = `model = LogisticRegression(C=0.01, max_iter=300).fit(x, train["opacity"])
pd.DataFrame({"image": test["image"], "opacity": model.predict_proba(x_test)[:, 1]}).to_csv("submission.csv", index=False)`;

const overview = (rows: PageRows) => `# Opacity or none

${GENERATED}

Does the image show an opacity of the lung? Give each of ${count(rows.test)} images a probability between 0 and 1. The ranking is by **accuracy at 0.5**: a probability of 0.5 or more counts as an opacity. Each result comes with its confusion matrix, because accuracy alone hides much: three images in four are labelled with an opacity, so that saying "opacity" every time is right in 73 % of them. AUROC and Brier score stand beside it.

## What is hard

An opacity here is haze, pneumonia, consolidation or edema, from plain to hardly visible. What lies beside it is no opacity of the lung and must not mislead: effusions, large hearts, nodules, thickened pleura and air around the lung come by chance on all images alike. A model that only adds up how bright an image is stays near 73 %. ${percent(classNoise)} of the labels are wrong on purpose, so nobody gets much above ${percent(1 - classNoise)}.

${startHere(SLUG, 'image', PYTHON)}
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

The thesis also trained on the four study classes: 51.74 % frozen, and 59.32 % fine-tuned. That is another task, so these figures are not on the leaderboard. The others are, as open diamonds: measured on real radiographs, they are not comparable with a score on phantoms.

## Who is on the leaderboard

${PARTICIPANTS}
`;

const APPEARANCES = [
	['Infiltration', 'faint patchy haze without a border, in one to four zones'],
	['Pneumonia', 'one focus of fluffy opacity, mostly low'],
	['Consolidation', 'a dense lobe or segment, often ending at a fissure'],
	['Edema', 'butterfly haze around the hila, wide vessels, short lines at the base'],
	['None', 'no opacity of the lung; perhaps something else'],
] as const;

const data = (rows: PageRows) => `# Data

${GENERATED}

${filesTable(SLUG, rows, 'one row per training image: id, patient, sex, age, view, split and the label `opacity` (1 or 0)')}

A submission has the columns \`image\` and \`opacity\`. Rows are matched by id, never by their order.

## How the images were drawn

${HOW_DRAWN}

The test set has as many images of both labels as the final test set of the thesis: 342 without and 925 with an opacity. The training set has the same shares. What was drawn is known for every image, and results on the test set are broken down by it (*Appearance*):

| Drawn | Share, train | What it looks like |
| --- | ---: | --- |
${APPEARANCES.map(([name, looks]) => `| ${name} | ${percent(shareOf(rows.train, ({ pattern }) => pattern!.name === name))} | ${looks} |`).join('\n')}

${percent(classNoise)} of the labels are wrong on purpose: drawn with an opacity and labelled without, or the other way round.

## A conflict in the labels of the model

In the SIIM-FISABIO-RSNA data, 1,736 images are negative at study level. At image level, 2,040 say \`none\`: 304 images belong to a study with an opacity and yet carry no box. Whoever trains on one level and is scored on the other meets a contradiction in 304 of 6,334 images.
`;

export const opacityPages = (rows: PageRows): DemoPlan['pages'] => ({
	overview: overview(rows),
	data: data(rows),
	rules: rules(5),
});
