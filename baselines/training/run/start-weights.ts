/** The weights that a backbone starts from. */
import { createHash } from 'node:crypto';
import { readFile, stat } from 'node:fs/promises';
import { basename } from 'node:path';
import type * as tfl from '@tensorflow/tfjs-layers';
import type { Convention } from '../../models/types.ts';
import type { BackboneSpec } from '../../recipes/types.ts';
import { loadWeights } from '../../weights/load.ts';
import { fetchWeights } from '../../weights/download.ts';
import { openWeights } from '../../weights/open.ts';
import type { WeightsFile } from '../../weights/types.ts';
import { TrainingError } from '../error.ts';
import type { OnEvent } from '../events.ts';
import { findArchitecture } from '../network/architecture.ts';
import type { StartWeights } from './types.ts';

/** Metadata that files of trained networks carry. */
export const RECIPE_KEY = 'holdout.recipe';

export interface StartRequest {
	/** What was asked for; undefined: as the recipe says. */
	weights: string | undefined;
	/** Hash that the file must have. */
	sha256?: string | undefined;
	/** Folder of downloads. */
	cache: string;
	signal?: AbortSignal | undefined;
	/** Leaves layers random that the file has nothing for. */
	partial: boolean;
	/** Nothing trains the backbone: with random weights it is a random projection. */
	frozen: boolean;
	onEvent: OnEvent;
}

/** A network of ours has a head behind its backbone, which is of another task. */
const withoutHead = (file: WeightsFile): WeightsFile =>
	file.metadata[RECIPE_KEY] === undefined
		? file
		: { ...file, weights: file.weights.filter(({ name }) => !/^(head_|logits\/)/.test(name)) };

/** An address as it is, and of a path the name: cards are shown to others. */
const nameOf = (weights: string) => (/^https?:/i.test(weights) ? weights : basename(weights));

async function hashOfFile(path: string): Promise<string | undefined> {
	if ((await stat(path)).isDirectory()) return undefined;
	return createHash('sha256')
		.update(await readFile(path))
		.digest('hex');
}

/**
 * Sets the weights of a backbone.
 * @throws {TrainingError} `weights_needed` where a recipe starts from published weights and none are named
 * @throws {WeightsError} where they do not fit
 */
export async function startWeights(
	backbone: tfl.LayersModel,
	spec: BackboneSpec,
	request: StartRequest,
): Promise<StartWeights> {
	const { weights, partial, frozen, onEvent, cache, sha256, signal } = request;
	if (weights === 'random' || (weights === undefined && spec.weights === 'random')) {
		if (frozen)
			onEvent({
				kind: 'note',
				text: 'The backbone is frozen at random weights: its features are a random projection.',
			});
		return { kind: 'random' };
	}
	if (weights === undefined) {
		throw new TrainingError(
			'weights_needed',
			`This recipe starts from trained weights of ${spec.model}.`,
			'Name a file of them with --weights, or say --weights random to start without; the card will say so.',
		);
	}
	const architecture = findArchitecture(spec.model);
	const [first] = Object.keys(architecture.editions) as Convention[];
	const path = await fetchWeights(weights, {
		cache,
		...(sha256 && { sha256 }),
		...(signal && { signal }),
		onProgress: (done, total) =>
			onEvent({ kind: 'work', what: 'Downloading weights', share: total ? done / total : 0 }),
	});
	const file = withoutHead(await openWeights(path));
	const report = loadWeights(backbone, architecture, spec.convention ?? first!, file, {
		partial,
		withoutTop: true,
	});
	const { missing, unexpected } = report;
	if (missing.length) {
		onEvent({
			kind: 'note',
			text: `The weights have nothing for ${missing.length} of the network's, which stay random: ${missing.join(', ')}`,
		});
	}
	if (unexpected.length) {
		onEvent({ kind: 'note', text: `The network has no place for: ${unexpected.join(', ')}` });
	}
	const hash = await hashOfFile(path);
	return { kind: 'file', source: nameOf(weights), ...(hash && { sha256: hash }), missing };
}
