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
	startHere,
	type PageRows,
} from './shared.ts';

const SLUG = 'demo-covid-3';
const { classNoise } = findDemoSet(SLUG)!.cohort;

const PYTHON = `model = LogisticRegression(C=0.01, max_iter=300).fit(x, train["class"])
scores = pd.DataFrame(model.predict_proba(x_test), columns=model.classes_)
pd.concat([test["image"], scores], axis=1).to_csv("submission.csv", index=False)`;

const overview = (rows: PageRows) => `# Consolidation, haze or normal

${GENERATED}

Assign each of ${count(rows.test)} images to one of three classes. The ranking is by the **mean of the ranks** in accuracy, Hand–Till AUROC and log loss; which of your submissions counts is decided by accuracy. Submit either one probability per class, of which the largest counts, or one column with the name of the class. Classes alone have neither of the last two, and then count as last in them.

## What is hard

Severities go from plain to hardly visible: faint haze looks like a normal lung, and dense haze like a consolidation. Effusions, large hearts, nodules and other things come by chance on all three classes. ${percent(classNoise)} of the labels are wrong on purpose, so nobody gets much above ${percent(1 - classNoise)}. Age, sex and view tell nothing.

${startHere(SLUG, 'image', PYTHON)}
## What this is modelled on

Luque and Villar (University of Granada) told COVID-19, viral pneumonia and normal lungs apart. They took 1,200 images of each class from the COVID-19 Radiography Database, version 3: 2,880 for training and 720 for testing, at 224 by 224 pixels. This competition has its counts; a drawing can show haze and no virus, so the classes here are named after what is drawn. They compared four versions of a DenseNet121 with ImageNet weights:

| Version | What was trained |
| --- | --- |
| v0 | nothing: frozen features (1,024) and an untrained softmax |
| v1 | the softmax: SGD 0.01, Nesterov momentum 0.9, batches of 32, 20 epochs |
| v2 | with augmentation (flip, brightness, zoom), and layers of 500 and 200 units with dropout between |
| v3 | fine-tuning |

Then ResNet50, VGG19, InceptionV3 and Xception, with accuracies, confusion matrices and heat maps. No figures were published, so there are no reported results on this leaderboard.

A caution that belongs with that data set: images of one class often come from one source. A network can win by recognising the hospital, and high accuracies on it say little about the disease. Here all classes come from the same patients.

## Who is on the leaderboard

${PARTICIPANTS}
`;

const data = (rows: PageRows) => `# Data

${GENERATED}

${filesTable(SLUG, rows, 'one row per training image: id, patient, sex, age, view, split and `class`')}

A submission has the column \`image\` and either the three columns \`Consolidation\`, \`Haze\` and \`Normal\` with probabilities, or the one column \`class\`. The weak example file has the second form. Rows are matched by id, never by their order.

## How the images were drawn

${HOW_DRAWN}

| Class | What is drawn |
| --- | --- |
| Consolidation | a dense lobe or segment, often ending at a fissure, with bronchi that still hold air |
| Haze | seven in ten: faint patches without a border, in one to four zones; three in ten: butterfly haze around the hila, as of edema |
| Normal | neither |

Each class has as many labelled images: 240 in the test set, 120 for validation and 840 for training. ${percent(classNoise)} of the labels name another class than the one that was drawn.
`;

export const covid3Pages = (rows: PageRows): DemoPlan['pages'] => ({
	overview: overview(rows),
	data: data(rows),
	rules: rules(10),
});
