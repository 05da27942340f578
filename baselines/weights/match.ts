import type * as tfl from '@tensorflow/tfjs-layers';
import {
	canonicalKerasNames,
	kerasSlots,
	torchNames,
	torchSlots,
	type NamingId,
	type Slot,
} from './names/index.ts';
import type { NamedWeight, WeightsFile } from './types.ts';

export interface Pair {
	variable: tfl.LayerVariable;
	slot: Slot;
	weight: NamedWeight;
}

export interface WrongShape {
	name: string;
	weight: string;
	found: readonly number[];
	expected: readonly number[];
}

export interface Match {
	pairs: Pair[];
	/** As `layer/weight (name in the file)`. */
	missing: string[];
	unexpected: string[];
	leftOut: string[];
	wrongShape: WrongShape[];
}

/** The outputs of the file, whatever the naming. */
const TOP_LAYER = 'predictions';

/** The slots of every weight of a model in a naming, with the variables they are for. */
export function slotsOf(
	model: tfl.LayersModel,
	architectureId: string,
	naming: NamingId,
): { variable: tfl.LayerVariable; slot: Slot }[] {
	const variables = model.layers.flatMap((layer) => layer.weights);
	const path = naming === 'keras' ? undefined : torchNames[architectureId]?.[naming];
	const slots =
		naming === 'keras'
			? kerasSlots(model)
			: model.layers.flatMap((layer) => torchSlots(layer, path ?? (() => undefined)));
	return slots.map((slot, index) => ({ slot, variable: variables[index]! }));
}

/** Compares a model with a file; changes neither. */
export function match(
	model: tfl.LayersModel,
	architectureId: string,
	naming: NamingId,
	file: WeightsFile,
	withoutTop: boolean,
): Match {
	const result: Match = { pairs: [], missing: [], unexpected: [], leftOut: [], wrongShape: [] };
	const byName = named(file, naming);
	const isTop = (weight: string) => weight.startsWith(`${TOP_LAYER}/`);
	for (const { slot, variable } of slotsOf(model, architectureId, naming)) {
		const name = slot.names.find((candidate) => byName.has(candidate));
		if (withoutTop && isTop(slot.weight)) continue;
		if (name === undefined) {
			result.missing.push(absent(slot));
			continue;
		}
		const weight = byName.get(name)!;
		byName.delete(name);
		if (slot.shapes.some((shape) => equal(shape, weight.shape))) {
			result.pairs.push({ variable, slot, weight });
		} else {
			const [expected] = slot.shapes as [readonly number[]];
			result.wrongShape.push({
				name: weight.name,
				weight: slot.weight,
				found: weight.shape,
				expected,
			});
		}
	}
	const hasTop = !withoutTop && model.layers.some((layer) => layer.name === TOP_LAYER);
	const spare = spareNames(architectureId, naming, hasTop);
	for (const [name, weight] of byName) {
		(spare(name) ? result.leftOut : result.unexpected).push(weight.name);
	}
	return result;
}

function named(file: WeightsFile, naming: NamingId): Map<string, NamedWeight> {
	if (naming !== 'keras')
		return new Map(file.weights.map((weight) => [oldDense(weight.name), weight]));
	const canonical = canonicalKerasNames(file.weights.map((weight) => weight.name));
	return new Map(file.weights.map((weight) => [canonical.get(weight.name)!, weight]));
}

/** DenseNet files from before torchvision 0.2 have `norm.1` for `norm1`. */
const oldDense = (name: string) =>
	name.replace(/(denselayer\d+\.(?:norm|relu|conv))\.([12]\.)/, '$1$2');

/** Names that a model without outputs, auxiliary outputs and counters does not want. */
function spareNames(architectureId: string, naming: NamingId, hasTop: boolean) {
	const names = torchNames[architectureId];
	const path = naming === 'keras' ? (layer: string) => layer : names?.[naming];
	const tops = hasTop ? [] : [TOP_LAYER, 'fc1', 'fc2'].map((layer) => path?.(layer));
	const mark = naming === 'keras' ? '/' : '.';
	return (name: string): boolean =>
		name.endsWith('.num_batches_tracked') ||
		(names?.auxiliary?.test(name) ?? false) ||
		tops.some((top) => top !== undefined && name.startsWith(`${top}${mark}`));
}

const absent = ({ weight, names }: Slot) =>
	names[0] === undefined || names[0] === weight ? weight : `${weight} (${names[0]})`;

const equal = (a: readonly number[], b: readonly number[]) =>
	a.length === b.length && a.every((length, axis) => length === b[axis]);
