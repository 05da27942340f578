import type { DemoPlan } from '../types.ts';
import { GENERATED, PARTICIPANTS, rules } from './shared.ts';

const overview = (rows: { test: number }) => `# COVID-19, normal or viral pneumonia

${GENERATED}

Assign each of ${rows.test.toLocaleString('en-GB')} radiographs to one of three classes. The ranking is by the **mean of the ranks** in accuracy, Hand–Till AUROC and log loss; which of your submissions counts is decided by accuracy. Submit either one probability per class, of which the largest counts, or one column with the name of the class. Classes alone have neither of the last two, and then count as last in them.

## What this is modelled on

Luque and Villar (University of Granada) took 1,200 images of each class from the COVID-19 Radiography Database, version 3: 2,880 for training and 720 for testing, at 224 by 224 pixels. They compared four versions of a DenseNet121 with ImageNet weights:

| Version | What was trained |
| --- | --- |
| v0 | nothing: frozen features (1,024) and an untrained softmax |
| v1 | the softmax: SGD 0.01, Nesterov momentum 0.9, batches of 32, 20 epochs |
| v2 | with augmentation (flip, brightness, zoom), and layers of 500 and 200 units with dropout between |
| v3 | fine-tuning |

Then ResNet50, VGG19, InceptionV3 and Xception, with accuracies, confusion matrices and heat maps. No figures were published, so there are no reported results on this leaderboard.

A caution that belongs with every such data set: images of one class often come from one source. A network can win by recognising the hospital, and high accuracies on it say little about the disease.

## Who is on the leaderboard

${PARTICIPANTS}
`;

const data = (rows: { train: number; test: number }) => `# Data

${GENERATED}

| File | What it holds |
| --- | --- |
| \`train.csv\` | ${rows.train.toLocaleString('en-GB')} training rows: id, age, sex and \`class\` |
| \`test.csv\` | ${rows.test.toLocaleString('en-GB')} test rows: id, age and sex. Predict these |
| \`sample_submission.csv\` | a file in the right form |

A submission has the column \`image\` and either the three columns \`COVID-19\`, \`Normal\` and \`Viral pneumonia\` with probabilities, or the one column \`class\`. The weak example file has the second form. Rows are matched by id, never by their order.

## How the labels were generated

Each class has as many images: 240 in the test set and 960 in the training set. Age depends on the class, as it does where children are among the patients with viral pneumonia. That alone lifts the baseline *Metadata only* above chance. Simulated models mistake COVID-19 and viral pneumonia for one another more often than either for a normal image.
`;

export const covid3Pages = (rows: { train: number; test: number }): DemoPlan['pages'] => ({
	overview: overview(rows),
	data: data(rows),
	rules: rules(10),
});
