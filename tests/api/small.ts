import type { Folder } from '#lib/competition-folder/index';

const encode = (text: string) => new TextEncoder().encode(text);

export interface SmallOptions {
	slug: string;
	rows?: number;
	/** Lines of competition.yaml. */
	yaml?: string;
	/** Further files. */
	files?: Record<string, string>;
	privateRows?: boolean;
}

const LABELS = ['Effusion', 'Nodule'];

/** Labels and split in a fixed pattern, so that every split has both classes of both findings. */
const truth = (i: number) => ({
	id: `img-${i}`,
	y: [Number(i % 3 === 0), Number(i % 4 === 0)],
	isPublic: i % 5 < 2,
});

/** A competition of two findings as a folder. */
export function smallCompetition({
	slug,
	rows = 60,
	yaml = '',
	files = {},
	privateRows = true,
}: SmallOptions): Folder {
	const lines = Array.from({ length: rows }, (_, i) => {
		const { id, y, isPublic } = truth(i);
		return `${id},${y.join(',')},${isPublic || !privateRows ? 'Public' : 'Private'}`;
	});
	return new Map([
		[
			'competition.yaml',
			encode(
				`slug: ${slug}\ntitle: Small ${slug}\nsummary: Two findings\ntask: multilabel\nid: image\n` +
					`labels: [${LABELS.join(', ')}]\nmetric: mean_auroc\ngenerated: true\n${yaml}\n`,
			),
		],
		['solution.csv', encode(`image,${LABELS.join(',')},Usage\n${lines.join('\n')}\n`)],
		['pages/overview.md', encode('# About\n\nTwo findings.\n')],
		...Object.entries(files).map(([path, text]) => [path, encode(text)] as const),
	]);
}

/**
 * Predictions, right about a share of the rows (`skill`, 0 to 1) and about the others no better than
 * chance, so that more skill is a better AUROC. `hidden` is the skill on the private rows.
 */
export function predictions(skill: number, { rows = 60, hidden = skill } = {}): string {
	const lines = Array.from({ length: rows }, (_, i) => {
		const { id, y, isPublic } = truth(i);
		const isRight = ((i * 37) % rows) / rows < (isPublic ? skill : hidden);
		const scores = y.map((label, k) => {
			const jitter = (((i + 1) * (k + 3) * 7919) % 101) / 101;
			return (isRight ? 0.7 * label + 0.3 * jitter : 0.3 + 0.4 * jitter).toFixed(4);
		});
		return `${id},${scores.join(',')}`;
	});
	return `image,${LABELS.join(',')}\n${lines.join('\n')}\n`;
}
