/**
 * Kermany, Zhang & Goldbaum 2018 (CC BY 4.0): paediatric radiographs, normal, bacterial and viral
 * pneumonia, with the split that the literature uses. 170 patient numbers occur in both its parts;
 * results on it are comparable and for that reason a little too good.
 */
import type { DatasetSource } from '../open-dataset.ts';

/** Opacity (pneumonia) against normal. */
export const kermanyOpacity = (folder: string): DatasetSource => ({
	folder,
	task: 'binary',
	labels: ['Pneumonia'],
	target: 'finding',
	crossing: 'report',
});

export const kermanyThreeClasses = (folder: string): DatasetSource => ({
	folder,
	task: 'multiclass',
	labels: ['normal', 'bacteria', 'virus'],
	target: 'subtype',
	crossing: 'report',
});
