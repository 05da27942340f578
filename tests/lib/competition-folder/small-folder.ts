import type { Folder } from '#lib/competition-folder/index';

export const encode = (text: string) => new TextEncoder().encode(text);
export const decode = (bytes: Uint8Array | undefined) => new TextDecoder().decode(bytes);

export const YAML = `slug: two-findings
title: Two findings
task: multilabel
id: image
labels: [Edema, Hernia]
metric: mean_auroc
solution: solution.csv
`;

/** Eight images; every label has positives in both splits. */
export const SOLUTION = `image,Edema,Hernia,Patient ID,Usage
a,1,0,p1,Public
b,0,1,p1,Public
c,1,1,p2,Public
d,0,0,p2,Public
e,1,0,p3,Private
f,0,1,p3,Private
g,1,1,p4,Private
h,0,0,p4,Private
`;

export const PREDICTIONS = `image,Edema,Hernia\n${[...'abcdefgh'].map((id) => `${id},0.5,0.25`).join('\n')}\n`;

/** A folder that reads without problems, with files replaced, added, or removed (null). */
export function smallFolder(changes: Record<string, string | Uint8Array | null> = {}): Folder {
	const files: Record<string, string | Uint8Array | null> = {
		'competition.yaml': YAML,
		'solution.csv': SOLUTION,
		'pages/overview.md': '# Two findings\n',
		'data/train.csv': 'image,Edema,Hernia\nz,1,0\n',
		...changes,
	};
	const folder: Folder = new Map();
	for (const [path, content] of Object.entries(files)) {
		if (content === null) continue;
		folder.set(path, typeof content === 'string' ? encode(content) : content);
	}
	return folder;
}
