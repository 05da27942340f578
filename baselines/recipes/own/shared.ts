import type { Source } from '../types.ts';

/** Of recipes that reproduce no publication. */
export const own: Source = { system: null, title: 'Holdout', published: [] };
