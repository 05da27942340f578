/** Noise that simulated models share: images that are hard for one are hard for all. */
import { randomSource, seedFrom } from '#baselines/random-source';

/** Shares of variance: of the image, of the model over all its versions, of the version. */
const SHARES = { image: 0.5, model: 0.3, version: 0.2 };

/** A simulated model at one point of its development. */
export interface SimulatedModel {
	/** Models of one name err on the same images. */
	name: string;
	version: number;
	/** Multiplies the separation of the classes: 0 knows nothing, 1 is as good as the literature. */
	skill: number;
}

/**
 * Standard normal noise, one array of `rows` per label, correlated between models and more so
 * between versions of one model.
 */
export function modelNoise(
	seed: number,
	model: SimulatedModel,
	labels: readonly string[],
	rows: number,
): Float64Array[] {
	return labels.map((label) => {
		const streams = [
			[randomSource(seedFrom(seed, 'image', label)), Math.sqrt(SHARES.image)],
			[randomSource(seedFrom(seed, 'model', model.name, label)), Math.sqrt(SHARES.model)],
			[
				randomSource(seedFrom(seed, 'version', model.name, model.version, label)),
				Math.sqrt(SHARES.version),
			],
		] as const;
		return Float64Array.from({ length: rows }, () =>
			streams.reduce((sum, [stream, weight]) => sum + weight * stream.normal(), 0),
		);
	});
}

/** How much better or worse this model is at one label than its skill says. */
export function labelTalent(seed: number, model: SimulatedModel, label: string): number {
	return 1 + 0.1 * randomSource(seedFrom(seed, 'talent', model.name, label)).normal();
}
