/** Paragraphs that every demo competition has. */
import type { PlannedPhantom } from '#baselines/phantoms/index';

/** The images of a set, as the pages count them. */
export interface PageRows {
	train: readonly PlannedPhantom[];
	test: readonly PlannedPhantom[];
}

export const count = (rows: readonly unknown[]) => rows.length.toLocaleString('en-GB');
export const percent = (share: number) => `${(100 * share).toFixed(1)} %`;

/** Share of the rows for which it holds. */
export const shareOf = <T>(rows: readonly T[], holds: (row: T) => boolean) =>
	rows.filter(holds).length / rows.length;

export const patientsIn = (rows: readonly PlannedPhantom[]) =>
	new Set(rows.map(({ metadata }) => metadata.patient)).size.toLocaleString('en-GB');

export const GENERATED = `> **This is a demonstration on drawn images: thorax phantoms.** A program draws lungs, heart, ribs and findings from a seed. There is no person behind any image, patient or label, and a score here says nothing about how a model does on radiographs of people.`;

export const PARTICIPANTS = `The participants named "Simulated model" are just that: predictions drawn at random around the truth, uploaded at different times and scored like everyone's. The baselines are real: they were computed or trained from what you can download, by \`holdout baseline train\`, and scored the same way. Where a baseline was trained, its name leads to a card that says how.`;

/**
 * How to start, in a terminal and in Python.
 * @param python what follows once `train`, `test` and `pixels` are there
 */
export const startHere = (slug: string, id: string, python: string) => `## How to start

Download the files of the data page into one folder, here \`~/${slug}\`, and unpack both archives there. Then, where Holdout's sources are:

\`\`\`sh
npm run -s holdout -- baseline doctor
npm run -s holdout -- baseline train demo-small-cnn --data ~/${slug} --out ~/run
npm run -s holdout -- submit ${slug} ~/run/submission.csv --server https://this.server
\`\`\`

\`doctor\` says what can be trained on your machine and how fast; \`submit\` takes your token from \`HOLDOUT_TOKEN\`. Or in Python, a first file to upload by hand:

\`\`\`python
import numpy as np, pandas as pd
from PIL import Image
from sklearn.linear_model import LogisticRegression
train, test = pd.read_csv("train.csv"), pd.read_csv("test.csv")
pixels = lambda part, rows: np.stack([np.ravel(Image.open(f"{part}/{i}.jpg").resize((24, 24))) / 255 for i in rows["${id}"]])
x, x_test = pixels("train", train), pixels("test", test)
${python}
\`\`\`

That is the baseline *24×24 pixels*, more or less. A network that does not beat it has learned little.
`;

/** What the archives hold, and how to draw them at home. */
export const filesTable = (
	slug: string,
	rows: PageRows,
	columns: string,
) => `| File | What it holds |
| --- | --- |
| \`train-images.zip\` | ${count(rows.train)} images for training and validation, \`train/<id>.jpg\`, and \`regions.json\` |
| \`test-images.zip\` | ${count(rows.test)} images to predict, \`test/<id>.jpg\` |
| \`train.csv\` | ${columns} |
| \`test.csv\` | the same without labels. Predict these |
| \`sample_submission.csv\` | a file in the right form |

Images are 8-bit grey, 128 × 128 pixels, JPEG. Training images come from ${patientsIn(rows.train)} patients and test images from ${patientsIn(rows.test)} others. The column \`split\` keeps one part of the patients for validation; \`holdout baseline train\` uses it as it is. \`regions.json\` says where each finding was drawn on the training images: boxes in pixels, and masks as run lengths (row by row, 0 and 1 in turn, starting with 0).

You can draw the whole folder yourself instead, the same tables and the same images:

\`\`\`sh
npm run -s holdout -- baseline phantoms --demo ${slug} --out ~/${slug}
\`\`\`

**Licence:** CC0 1.0. Use images, labels and regions for anything, without asking. No patient data are in them.`;

export const HOW_DRAWN = `Each patient has a build, an age, a sex and often an illness. From these follow the outline of the body, lungs, heart, ribs, vessels and spine, with some chance. Findings are drawn into this anatomy: fluid fills the lung from below, a collapsed lobe moves the hilum, haze hides vessels. The film adds exposure, noise, a side marker and sometimes tubes and wires. AP images, taken in bed, are turned and cut more often.`;

export const rules = (attempts: number) => `# Rules

${GENERATED}

1. **${attempts} submissions in any 24 hours.** A file that is refused costs nothing: the attempt is given back.
2. **The public leaderboard is computed on about 40 % of the test patients**, the private one on the rest, which stay hidden until a competition closes. This one never closes, so that it can be tried at any time.
3. **Predict from the images.** The program that draws them is open, so anyone could compute the test labels from the seed. That would win this demonstration and teach nothing.
4. You may submit as often as the limit allows, alone, and read the code that scores you.
5. Images, labels and regions are CC0: no licence to sign, no patient to protect.

By joining you accept these rules. In a real competition, its organisers put theirs here.
`;
