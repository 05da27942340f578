import type { PhantomSetDefinition } from './types.ts';

/** The text that lies beside the images of a set. */
export const setReadme = ({ slug, seed }: PhantomSetDefinition): string => `# ${slug}

**Everything here is drawn.** No image shows a person and no row describes one: lungs, heart, ribs,
findings, patients, ages and labels were made by a program from the seed ${seed}. Some labels are wrong on
purpose. Results on these images say nothing about how a model does on radiographs of people.

- \`train/<id>.jpg\`, \`train.csv\`: images with labels; the column \`split\` keeps some patients for validation
- \`test/<id>.jpg\`, \`test.csv\`: images to predict
- \`regions.json\`: where the findings of the training images were drawn, as boxes in pixels and as masks of
  run lengths (row by row, 0 and 1 in turn, starting with 0)

To draw all of it again: \`holdout baseline phantoms --demo ${slug} --out <folder>\`.

CC0 1.0: use it for anything, without asking.
`;
