import { findings } from '#baselines/phantoms/findings/index';
import { LABEL_NOISE, type FindingName } from '#baselines/phantoms/index';
import { LABEL_QUALITY_SECTION } from '#lib/reported/label-quality';
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

const SLUG = 'demo-chest-14';

const PYTHON = `labels = list(train.columns[6:])
scores = {name: LogisticRegression(C=0.01, max_iter=300).fit(x, train[name]).predict_proba(x_test)[:, 1] for name in labels}
pd.DataFrame({"Image Index": test["Image Index"], **scores}).to_csv("submission.csv", index=False)`;

const overview = (rows: PageRows) => `# Fourteen findings

${GENERATED}

Give each of ${count(rows.test)} frontal images a score for each of fourteen findings. An image may show several, or none. The ranking is by **mean AUROC**: the area under the ROC curve of every finding, averaged over the findings. Only the order of your scores matters for it, so probabilities and logits do equally well. Two columns stand beside it: weighted AUROC, and Hamming loss, which needs probabilities and takes a score as positive from twice the finding's share by design. Every figure comes with a 95 % interval that minds which images are of one patient.

## What is hard

Large things, such as an effusion or a large heart, show even at 24×24 pixels. Nodules are a few pixels wide, thickened pleura is a thin band, and pneumonia, infiltration and consolidation look alike. Most severities are mild. One drawn finding in ten is not labelled and as many labels are wrong, so nobody reaches 1. Age, sex and view tell next to nothing.

${startHere(SLUG, 'Image Index', PYTHON)}
## What this is modelled on

Gómez, Rueda and Valderrama trained networks for the fourteen findings of ChestX-ray14: 112,119 images, of which 78,484 for training, 8,039 for validation and 25,596 for testing. Images were resized to 256 pixels, cropped at random to 224, flipped, and normalised as for ImageNet; each network ended in fourteen sigmoids and was trained for ten epochs.

| Model | Mean AUROC as published |
| --- | ---: |
| Modified PHOW with 14 one-versus-all SVMs (10,000 training, 5,000 test images) | 31.37 % |
| VGG11-BN from scratch | 32.75 % |
| VGG11-BN, pre-trained | 48.48 % |
| ResNet50 | 50.68 % |
| ResNet101 | 50.79 % |

An AUROC near 50 % is what chance gives, and one of 31 % is worse than chance. For a pre-trained ResNet that is a sign of a broken pipeline, not of a hard task: others reach 80 % and more on the same findings. Their figures, and those of the ResNet50, are the open diamonds on the leaderboard. They were measured on real radiographs, so they mark what is usual and are not comparable with a score on phantoms.

One printed mean does not follow from its own column: for CheXNet the source prints 86.57 %, while the mean of its fourteen figures is 84.14 %. The leaderboard shows the latter and says so.

## Who is on the leaderboard

${PARTICIPANTS}
`;

/** What each finding looks like here, in a few words. */
const LOOKS: Record<FindingName, string> = {
	Atelectasis: 'a band or lobe without air, which draws fissure and diaphragm towards it',
	Cardiomegaly: 'a heart wider than half the thorax',
	Effusion: 'fluid from below, with a meniscus up the chest wall',
	Infiltration: 'faint patchy haze without a border, in one to four zones',
	Mass: 'a round opacity of 3 cm and more',
	Nodule: 'a round spot of a few pixels',
	Pneumonia: 'one focus of fluffy opacity, mostly low',
	Pneumothorax: 'a rim of air without vessels outside a thin line',
	Consolidation: 'a dense lobe or segment, often ending at a fissure',
	Edema: 'butterfly haze around the hila, wide vessels, short lines at the base',
	Emphysema: 'low flat diaphragm, narrow heart, dark lungs with few vessels',
	Fibrosis: 'a net of fine lines, mostly at the base',
	Pleural_Thickening: 'a band inside the chest wall, or a cap on the apex',
	Hernia: 'a round shadow with air behind the heart',
};

const findingRow = (rows: PageRows, name: FindingName) =>
	`| ${name} | ${percent(shareOf(rows.train, ({ findings: own }) => own[name] === 1))} | ${LOOKS[name]} |`;

const data = (rows: PageRows) => `# Data

${GENERATED}

${filesTable(SLUG, rows, 'one row per training image: id, patient, sex, age, view, split and fourteen columns of 0 and 1')}

A submission has the column \`Image Index\` and one column per finding, in any order. Rows are matched by id, never by their order.

## How the images were drawn

${HOW_DRAWN} Findings come together as illnesses bring them: edema with a large heart, a mass with nodules. A chronic finding is on all images of a patient, in the same place.

| Finding | Labelled | What it looks like |
| --- | ---: | --- |
${findings.map(({ name }) => findingRow(rows, name)).join('\n')}

## How good these labels are

They are wrong on purpose, about as often as labels mined from reports: ${percent(LABEL_NOISE)} of the drawn findings are not labelled, and as many labels name a finding that was not drawn.

${LABEL_QUALITY_SECTION}`;

export const chest14Pages = (rows: PageRows): DemoPlan['pages'] => ({
	overview: overview(rows),
	data: data(rows),
	rules: rules(5),
});
