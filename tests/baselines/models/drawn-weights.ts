import { createHash } from 'node:crypto';
import type * as tfl from '@tensorflow/tfjs-layers';
import { randomSource, seedFrom } from '#baselines/random-source';
import { slotsOf } from '#baselines/weights/match';
import type { NamingId, Slot } from '#baselines/weights/names/index';
import type { WeightsFile } from '#baselines/weights/types';

/** As `draw` of fixtures/make_parity.py, which says what it is for. */
export function draw(name: string, count: number, fanIn?: number): Float32Array {
	const random = randomSource(seedFrom(name));
	const bound = fanIn === undefined ? 0 : Math.sqrt(6 / fanIn);
	const spread = /(weight|gamma|running_var|variance)$/.test(name);
	const values = new Float32Array(count);
	for (let i = 0; i < count; i++) {
		const u = random.uniform();
		values[i] = fanIn !== undefined ? (2 * u - 1) * bound : spread ? 0.5 + u : 0.2 * u - 0.1;
	}
	return values;
}

const product = (shape: readonly number[]) => shape.reduce((a, b) => a * b, 1);

function fanIn(naming: NamingId, name: string, shape: readonly number[]): number | undefined {
	if (naming !== 'keras') return shape.length === 4 ? product(shape.slice(1)) : undefined;
	if (name.endsWith('depthwise_kernel')) return shape[0]! * shape[1]!;
	return name.endsWith('kernel') ? product(shape.slice(0, -1)) : undefined;
}

/** The name that the oracle uses: Keras' own where the layer has PyTorch's path. */
const nameOf = ({ names }: Slot, naming: NamingId) =>
	(naming === 'keras' && names.find((name) => !name.includes('.'))) || names[0]!;

/** A file of a naming that holds a value for every weight of the model. */
export function drawnFile(
	model: tfl.LayersModel,
	architecture: string,
	naming: NamingId,
): WeightsFile {
	const weights = slotsOf(model, architecture, naming).map(({ slot }) => {
		const name = nameOf(slot, naming);
		const shape = slot.shapes[0]!;
		const values = () =>
			name.endsWith('/count')
				? new Float32Array(1)
				: draw(name, product(shape), fanIn(naming, name, shape));
		return { name, shape, values };
	});
	return { source: `drawn.${naming}`, metadata: {}, weights };
}

/** Of all names and shapes, as in the fixtures. */
export function digest(file: WeightsFile): string {
	const lines = file.weights.map(({ name, shape }) => `${name} ${shape.join(',')}`).sort();
	return createHash('sha256').update(lines.join('\n')).digest('hex');
}
