import { findArchitecture as findPublished } from '../../models/index.ts';
import type { Architecture } from '../../models/types.ts';
import { smallCnn } from './small-cnn.ts';

/** A published architecture, or the small one of the demo. @throws {ModelError} */
export const findArchitecture = (id: string): Architecture =>
	id === smallCnn.id ? smallCnn : findPublished(id);
