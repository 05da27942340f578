/** Folders as classes: `train/NORMAL/a.jpeg`, as many image sets are published. */
import { listImages } from '../read/list-images.ts';
import { createDataset } from '../dataset.ts';
import { createTally } from '../problems.ts';
import { checkSplits } from '../read/check-splits.ts';
import { splitByPatient, splitNamed, type SplitShares } from '../split.ts';
import type { OpenResult, Split, Task } from '../types.ts';
import { join } from 'node:path';
import { stat } from 'node:fs/promises';

export interface FolderLayout {
	folder: string;
	task: Extract<Task, 'binary' | 'multiclass'>;
	/** Folder names that are classes; of a binary task the positive one alone. */
	labels: readonly string[];
	/** The patient of a path; by default every image is a patient of its own. */
	patientOf?(path: string): string;
	split?: { seed: number; shares?: SplitShares };
	crossing?: 'refuse' | 'report';
}

/** The class is the folder that an image lies in; the split is a folder above, where there is one. */
export async function openFolderLayout(layout: FolderLayout): Promise<OpenResult> {
	const { folder, task, labels, patientOf, split, crossing = 'refuse' } = layout;
	const tally = createTally();
	const refused = (): OpenResult => ({
		ok: false,
		problems: tally.problems(),
		notices: tally.notices(),
	});
	if (!(await stat(folder).catch(() => null))?.isDirectory()) {
		tally.problem('folder_not_found', folder, 'There is no such folder.', 'Check the path.');
		return refused();
	}
	const paths = await listImages(folder);
	const kept = paths.filter((path) => {
		const name = path.split('/').at(-2);
		if (name !== undefined && (task === 'binary' || labels.includes(name))) return true;
		tally.notice('unlabelled_images', path, 'Images that lie in no class folder were left out.');
		return false;
	});
	const classOf = (path: string) => path.split('/').at(-2)!;
	const patients = kept.map((path) => patientOf?.(path) ?? path);
	if (!patientOf) {
		const detail = 'Nothing names the patient: every image counts as a patient of its own.';
		tally.notice('no_patient_column', folder, detail);
	}
	const named = kept.map((path) =>
		path
			.split('/')
			.slice(0, -2)
			.map(splitNamed)
			.find((s) => s !== null),
	);
	const drawn = splitByPatient(patients, split?.seed ?? 0, split?.shares);
	const byFolder = named.every((name) => name !== undefined);
	if (!byFolder) {
		const detail =
			'Patients were divided into train, validation and test by chance, from the seed.';
		tally.notice('split_by_patient', `seed ${split?.seed ?? 0}`, detail);
	}
	const splits = byFolder ? (named as Split[]) : drawn;
	const yTrue = labels.map((label) =>
		Uint8Array.from(kept, (path) => Number(classOf(path) === label)),
	);
	checkSplits({ task, labels, ids: kept, patients, splits, yTrue }, crossing, tally);
	if (tally.problems().length) return refused();
	const files = kept.map((path) => join(folder, path));
	const rows = { task, labels, ids: kept, files, patients, splits, metadata: {}, yTrue };
	return { ok: true, dataset: createDataset(rows), notices: tally.notices() };
}
