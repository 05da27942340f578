import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

export interface SmallCompetition {
	slug: string;
	rows?: number;
	/** Extra lines of competition.yaml. */
	yaml?: string;
	rules?: string;
}

export const SMALL_LABELS = ['Effusion', 'Nodule'];

/** Row i: labels and split are a fixed pattern, so that every split has both classes. */
function smallRow(i: number) {
	return { id: `img-${i}`, y: [i % 3 === 0 ? 1 : 0, i % 4 === 0 ? 1 : 0], isPublic: i % 5 < 2 };
}

/** Writes a small two-finding competition folder and returns its path. */
export function writeSmallCompetition(parent: string, options: SmallCompetition): string {
	const folder = join(parent, options.slug);
	mkdirSync(join(folder, 'pages'), { recursive: true });
	writeFileSync(
		join(folder, 'competition.yaml'),
		`slug: ${options.slug}
title: Small test of ${options.slug}
summary: Two findings, made for a test
task: multilabel
id: image
labels: [${SMALL_LABELS.join(', ')}]
metric: mean_auroc
solution: solution.csv
generated: true
${options.yaml ?? ''}
`,
	);
	const lines = Array.from({ length: options.rows ?? 60 }, (_, i) => {
		const { id, y, isPublic } = smallRow(i);
		return `${id},${y.join(',')},${isPublic ? 'Public' : 'Private'}`;
	});
	writeFileSync(
		join(folder, 'solution.csv'),
		`image,${SMALL_LABELS.join(',')},Usage\n${lines.join('\n')}\n`,
	);
	writeFileSync(join(folder, 'pages/overview.md'), '# About\n\nTwo findings on generated rows.\n');
	writeFileSync(join(folder, 'pages/rules.md'), options.rules ?? '# Rules\n\nBe kind.\n');
	return folder;
}

/**
 * A prediction CSV for it: `skill` 1 separates the classes perfectly, 0 is a fixed jitter without
 * information. Deterministic.
 */
export function smallPredictions(skill: number, rows = 60): string {
	const lines = Array.from({ length: rows }, (_, i) => {
		const { id, y } = smallRow(i);
		const scores = y.map((label, k) => {
			const jitter = (((i + 1) * (k + 3) * 7919) % 101) / 101;
			return (skill * label + (1 - skill) * jitter).toFixed(4);
		});
		return `${id},${scores.join(',')}`;
	});
	return `image,${SMALL_LABELS.join(',')}\n${lines.join('\n')}\n`;
}
