/** Heat maps of a split: scored where the truth is known, and the most telling ones drawn. */
import * as tf from '@tensorflow/tfjs-core';
import type { LoadedSplit } from '../data/types.ts';
import { featureMapLayer } from '../models/cut.ts';
import { hostImageBatches } from '../training/batches.ts';
import { breathe } from '../training/forward.ts';
import { prepareInput } from '../training/network/input.ts';
import type { TrainableNetwork } from '../training/network/network.ts';
import { cropped } from '../training/run/prepared.ts';
import type { Localisation } from '../cards/schema.ts';
import { enlarge, gradCam } from './grad-cam.ts';
import { scoreLocalisation, type Located } from './localise.ts';
import { drawOverlay } from './overlay.ts';
import type { TrueRegions } from './regions.ts';

export interface ExplainRequest {
	net: TrainableNetwork;
	labels: readonly string[];
	/** At the edge at which the recipe stores images. */
	images: LoadedSplit;
	/** Scores of these images, one array per label. */
	yScore: readonly Float64Array[];
	/** Null where nobody knows. */
	regions: TrueRegions | null;
	/** Layer to look at; by default the last one that gives maps. */
	layer?: string | undefined;
	onProgress(share: number): void;
	signal?: AbortSignal | undefined;
}

export interface Picture {
	image: string;
	finding: string;
	score: number;
	label: number | null;
	bytes: Buffer;
}

export interface Explanation {
	layer: string;
	localisation: Localisation | null;
	pictures: Picture[];
}

const BATCH = 16;
const LEAST_PICTURES = 9;
/** Regions measured of each finding, at most: the first ones, whatever the scores. */
const MOST_REGIONS = 100;

/** Pictures of one finding: one where findings are many, more where a gallery would be bare. */
const picturesOfEach = (labels: number) => Math.max(1, Math.round(LEAST_PICTURES / labels));

/**
 * Rows of the images with the highest scores, one a patient, of those that have the finding where that
 * is known.
 */
function mostTelling(
	{ images, yScore, regions }: ExplainRequest,
	label: number,
	finding: string,
	count: number,
): number[] {
	const scores = yScore[label]!;
	const rows = images.ids.map((_, row) => row);
	const marked = rows.filter((row) => regions?.get(images.ids[row]!)?.has(finding));
	// A class may be that there is nothing: it has labels and no region.
	const known = marked.length ? marked : rows.filter((row) => images.yTrue[label]?.[row] === 1);
	const seen = new Set<string>();
	return (known.length ? known : rows)
		.sort((a, b) => scores[b]! - scores[a]! || a - b)
		.filter((row) => !seen.has(images.patients[row]!) && seen.add(images.patients[row]!))
		.slice(0, count);
}

export async function explainSplit(request: ExplainRequest): Promise<Explanation> {
	const { net, labels, images, yScore, regions, onProgress, signal } = request;
	const layer = request.layer ?? featureMapLayer(net.whole);
	const shown = cropped(images, net.size);
	const batches = hostImageBatches(shown, net.size);
	const extra = net.outputs - labels.length;
	const area = net.size ** 2;
	const located: Located[] = [];
	const pictures: Picture[] = [];

	async function heatOf(rows: number[], label: number): Promise<Float32Array[]> {
		const x = tf.tidy(() =>
			prepareInput(batches.take(Int32Array.from(rows), null) as tf.Tensor4D, net.input),
		);
		const { values, ...shape } = await gradCam(net.whole, layer, x, label + extra);
		x.dispose();
		const length = shape.height * shape.width;
		return rows.map((_, k) =>
			enlarge(values.subarray(k * length, (k + 1) * length), shape, net.size),
		);
	}

	async function draw(row: number, label: number, finding: string): Promise<Picture> {
		const id = images.ids[row]!;
		const [heat] = await heatOf([row], label);
		const region = regions?.get(id)?.get(finding);
		const scale = region ? net.size / region.size : 1;
		const boxes = (region?.boxes ?? []).map(({ x, y, width, height }) => ({
			...{ x: x * scale, y: y * scale, width: width * scale, height: height * scale },
		}));
		const grey = shown.pixels.subarray(row * area, (row + 1) * area);
		return {
			...{ image: id, finding, score: yScore[label]![row]! },
			label: images.yTrue[label]?.[row] ?? null,
			bytes: await drawOverlay({ grey, heat: heat!, size: net.size, boxes }),
		};
	}

	for (const [label, finding] of labels.entries()) {
		signal?.throwIfAborted();
		for (const row of mostTelling(request, label, finding, picturesOfEach(labels.length))) {
			pictures.push(await draw(row, label, finding));
		}
		const rows = images.ids
			.flatMap((image, row) => (regions?.get(image)?.has(finding) ? [row] : []))
			.slice(0, MOST_REGIONS);
		for (let from = 0; from < rows.length; from += BATCH) {
			const part = rows.slice(from, from + BATCH);
			for (const [k, own] of (await heatOf(part, label)).entries()) {
				const row = part[k]!;
				const { mask, size } = regions!.get(images.ids[row]!)!.get(finding)!;
				const fitting = enlarge(own, { height: net.size, width: net.size }, size);
				located.push({ finding, patient: images.patients[row]!, heat: fitting, mask });
			}
			await breathe();
		}
		onProgress((label + 1) / labels.length);
	}
	return { layer, localisation: located.length ? scoreLocalisation(located) : null, pictures };
}
