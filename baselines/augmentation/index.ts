/** Changes of training images, and of those alone. Plain typed arrays. */
export { createAugment } from './augment.ts';
export { withCopies, occurrences } from './copies.ts';
export type { Augment, Augmentation } from './types.ts';
