import type * as tfl from '@tensorflow/tfjs-layers';
import type { Architecture, Convention } from '../models/types.ts';
import { slotsOf } from './match.ts';
import { torchNames, type NamingId } from './names/index.ts';
import type { WeightsFile } from './types.ts';
import { WeightsError } from './weights-error.ts';

/**
 * The edition of an architecture that a file's weights fit, to be built before they are loaded: names
 * of the form `layer/weight` are Keras', or this project's own, which says its edition; others are
 * PyTorch's.
 */
export function conventionOf(architecture: Architecture, file: WeightsFile): Convention {
	if (!slashed(file)) return 'torch';
	const said = file.metadata['holdout.convention'];
	const known = Object.keys(architecture.editions) as Convention[];
	return known.find((convention) => convention === said) ?? known[0]!;
}

/**
 * Whose names a file has: those of which most are found. torchvision and timm agree on some
 * architectures.
 * @throws {WeightsError} `weights_mismatch` where no name is known
 */
export function namingOf(
	model: tfl.LayersModel,
	architecture: Architecture,
	file: WeightsFile,
): NamingId {
	if (slashed(file)) return 'keras';
	const names = new Set(file.weights.map((weight) => weight.name));
	const collections = (['torchvision', 'timm'] as const).filter(
		(id) => torchNames[architecture.id]?.[id],
	);
	const found = collections.map((id) => {
		const slots = slotsOf(model, architecture.id, id);
		return {
			id,
			hits: slots.filter(({ slot }) => slot.names.some((name) => names.has(name))).length,
		};
	});
	const best = found.reduce((a, b) => (b.hits > a.hits ? b : a), { id: 'timm', hits: 0 });
	if (best.hits === 0) throw unknownNames(architecture, file);
	return best.id as NamingId;
}

const slashed = (file: WeightsFile) => file.weights.some((weight) => weight.name.includes('/'));

function unknownNames(architecture: Architecture, { source, weights }: WeightsFile): WeightsError {
	const first = weights.slice(0, 5).map((weight) => weight.name);
	if (weights.length > 5) first.push('…');
	return new WeightsError(
		'weights_mismatch',
		`${source} does not hold the weights of ${architecture.name}: none of its ${weights.length} names is known (${first.join(', ')}).`,
		'Check that the file is of this architecture and named as torchvision, timm or Keras name it.',
	);
}
