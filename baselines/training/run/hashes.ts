import { createHash } from 'node:crypto';
import type { ImageDataset } from '../../data/index.ts';

/** What a run is of: ids, splits and labels, in order. */
export function hashDataset({ ids, splits, labels, yTrue }: ImageDataset): string {
	const hash = createHash('sha256').update(JSON.stringify([labels, ids, splits]));
	for (const y of yTrue) hash.update(y);
	return hash.digest('hex').slice(0, 16);
}
