/** A recipe as people read it: one fact a line. */
import type { Recipe } from '#baselines/recipes/types';

type Network = Extract<Recipe, { method: 'network' }>;
type Phase = Network['phases'][number];
/** What is said, and what of it. */
export type Fact = readonly [name: string, text: string];

const percent = (share: number) => `${Number((100 * share).toPrecision(3))} %`;

const OUTPUTS = {
	sigmoid: 'a sigmoid per finding',
	softmax: 'softmax over the classes',
	'by-task': 'softmax of classes, sigmoids of findings',
} as const;

const SCALES = {
	architecture: 'as the published weights expect',
	unit: '0 to 1',
	symmetric: '−1 to 1',
	imagenet: 'ImageNet’s mean and deviation',
} as const;

function imageText({ image }: Pick<Network, 'image'>): string {
	return [
		`${image.size} × ${image.size} pixels`,
		image.resize && `cropped out of ${image.resize}`,
		image.channels === 3 ? 'grey copied to three channels' : 'one grey channel',
		image.equalise && 'histogram equalised',
		image.centre && 'centred on the mean of the training images',
		`scaled ${SCALES[image.scale]}`,
	]
		.filter(Boolean)
		.join(', ');
}

function layerText(layer: Network['head']['layers'][number]): string {
	if ('dropout' in layer) return `dropout ${percent(layer.dropout)}`;
	if ('batchNorm' in layer) return 'batch normalisation';
	return `dense ${layer.dense} (${layer.activation})`;
}

export function optimiserText({ optimiser }: Pick<Phase, 'optimiser'>): string {
	const parts: string[] = [
		{ sgd: 'SGD', adam: 'Adam', nadam: 'Nadam' }[optimiser.kind],
		...(optimiser.kind === 'sgd' && optimiser.momentum
			? [`momentum ${optimiser.momentum}${optimiser.nesterov ? ' (Nesterov)' : ''}`]
			: []),
		...(optimiser.weightDecay ? [`weight decay ${optimiser.weightDecay}`] : []),
	];
	return parts.join(', ');
}

export function scheduleText({ learningRate: rate }: Pick<Phase, 'learningRate'>): string {
	switch (rate.kind) {
		case 'constant':
			return `${rate.rate}, constant`;
		case 'decay':
			return `${rate.rate}, falling with every step (decay ${rate.decay})`;
		case 'cyclic':
			return `cyclic between ${rate.low} and ${rate.high}, ${rate.epochsPerCycle} epochs a cycle`;
		case 'one-cycle':
			return `up to ${rate.rate} over ${percent(rate.warmUp)} of the phase, then down along a cosine`;
	}
}

const trainedText = ({ train }: Phase) =>
	train === 'all' ? 'everything' : train === 'head' ? 'the head' : `from ${train.from} on`;

function phaseText(phase: Phase): string {
	const patience = phase.patience
		? `, ends after ${phase.patience} epochs without improvement`
		: '';
	return `${trainedText(phase)}, up to ${phase.epochs} epochs${patience}; ${optimiserText(phase)}; learning rate ${scheduleText(phase)}`;
}

const signed = (value: number) => String(value).replace('-', '−');
const between = ([lo, hi]: readonly [number, number], unit = '') =>
	`${signed(lo)} to ${signed(hi)}${unit}`;

export function augmentationText({ augmentation }: Pick<Network, 'augmentation'>): string {
	if (!augmentation) return 'none';
	const { flipHorizontal, flipVertical, rotation, zoom, shear, brightness, shift } = augmentation;
	const parts = [
		flipHorizontal && `mirrored (${percent(flipHorizontal)})`,
		flipVertical && `upside down (${percent(flipVertical)})`,
		rotation && `turned ${between(rotation, '°')}`,
		zoom && `zoomed ${between(zoom)}`,
		shear && `sheared ${between(shear, '°')}`,
		shift && `shifted ${between([100 * shift[0], 100 * shift[1]], ' %')}`,
		brightness && `brightness × ${between(brightness)}`,
	].filter(Boolean);
	return parts.join(', ') || 'none';
}

const BALANCE: Record<Network['balance']['kind'], string> = {
	none: 'none: every image counts the same',
	'class-weights': 'both classes of a finding count the same',
	'class-balanced': 'weights by the effective number of samples (Cui et al. 2019)',
	oversample: 'images with rare findings are shown more often',
	'oversample-class-balanced':
		'images with rare findings are shown more often, and weights by the effective number of samples',
};

function thresholdText(threshold: Network['threshold']): string {
	switch (threshold.kind) {
		case 'fixed':
			return `${threshold.value} for all`;
		case 'youden':
			return 'where sensitivity + specificity is highest on the validation images (Youden 1950)';
		case 'sensitivity':
			return `the highest with a sensitivity of at least ${percent(threshold.least)} on the validation images`;
	}
}

const MONITORS: Record<Network['monitor'], string> = {
	auroc: 'AUROC',
	loss: 'loss',
	accuracy: 'accuracy',
	sensitivity: 'sensitivity',
};

function backboneText({ model, upTo, weights }: Network['backbone'], { system }: Recipe['source']) {
	const start = weights === 'imagenet' ? 'ImageNet weights' : 'random weights';
	const layers = upTo ? ` up to ${upTo}` : '';
	return `${model}${layers}, ${system ? 'published' : 'meant'} to start from ${start}`;
}

function networkFacts(recipe: Network): Fact[] {
	const { head, phases } = recipe;
	const layers = [...head.layers.map(layerText), OUTPUTS[head.output]];
	return [
		['Images', imageText(recipe)],
		['Backbone', backboneText(recipe.backbone, recipe.source)],
		['Head', layers.join(' → ')],
		...phases.map((phase, i): Fact => [
			phases.length > 1 ? `Phase ${i + 1}: ${phase.name}` : 'Training',
			phaseText(phase),
		]),
		['Batch', `${recipe.batch} images`],
		['Augmentation', augmentationText(recipe)],
		['Balance', BALANCE[recipe.balance.kind]],
		['Best epoch by', `${MONITORS[recipe.monitor]} on the validation images`],
		['Thresholds', thresholdText(recipe.threshold)],
	];
}

/** Everything that a recipe says, in the order in which it is carried out. */
export function recipeFacts(recipe: Recipe): Fact[] {
	switch (recipe.method) {
		case 'network':
			return networkFacts(recipe);
		case 'classical':
			return [
				['Images', imageText(recipe)],
				[
					'Features',
					recipe.features.kind === 'backbone'
						? `${backboneText(recipe.features.backbone, recipe.source)}; not trained`
						: 'dense SIFT in a spatial pyramid (PHOW)',
				],
				[
					'Head',
					`${recipe.head.id.replaceAll('-', ' ')}${recipe.head.balanced ? ', classes balanced' : ''}`,
				],
				['Thresholds', thresholdText(recipe.threshold)],
			];
		case 'stack':
			return [
				['Models', recipe.members.join(', ')],
				['Joined by', recipe.stacker.replaceAll('-', ' ')],
				['Thresholds', thresholdText(recipe.threshold)],
			];
		case 'trivial':
			return [];
	}
}

/** The command that trains it again, on data of one's own. */
export function trainCommand(
	id: string,
	settings: { seed: number; epochs: number | null; size: number | null; rate_factor: number },
	startsFromFile: boolean,
): string {
	const parts = [
		`npx holdout baseline train ${id} --data ./images --out ./run`,
		settings.seed && `--seed ${settings.seed}`,
		settings.epochs && `--epochs ${settings.epochs}`,
		settings.size && `--size ${settings.size}`,
		settings.rate_factor !== 1 && `--rate-factor ${settings.rate_factor}`,
		startsFromFile && '--weights ./weights.safetensors',
	];
	return parts.filter(Boolean).join(' ');
}
