/**
 * Precision, recall and F1 of the text-mined labels of ChestX-ray8, checked against reports that
 * were annotated by hand; as given by Wagner after Wang et al. 2017.
 */
export const LABEL_QUALITY: readonly (readonly [
	name: string,
	precision: string,
	recall: string,
	f1: string,
])[] = [
	['Atelectasis', '.99', '.85', '.91'],
	['Cardiomegaly', '1.00', '.79', '.88'],
	['Effusion', '.93', '.82', '.87'],
	['Infiltration', '.74', '.87', '.80'],
	['Mass', '.75', '.40', '.52'],
	['Nodule', '.96', '.62', '.75'],
	['Normal', '.87', '.99', '.93'],
	['Pneumonia', '.66', '.93', '.77'],
	['Pneumothorax', '.90', '.82', '.86'],
	['**Total**', '**.90**', '**.91**', '**.90**'],
];

/** The same as a section of a data page. */
export const LABEL_QUALITY_SECTION = `## How good the real labels are

The labels of ChestX-ray14 were mined from reports, not read from images. Checked against reports annotated by hand, the text mining (MetaMap and DNorm) reached:

| Finding | Precision | Recall | F1 |
| --- | ---: | ---: | ---: |
${LABEL_QUALITY.map((row) => `| ${row.join(' | ')} |`).join('\n')}

This bounds what any score on them can mean: of the masses named in reports, the labels have two in five.

Source: Wagner, master's thesis, after Wang et al., [ChestX-ray8](https://arxiv.org/abs/1705.02315).
`;
