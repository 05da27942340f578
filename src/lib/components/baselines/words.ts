import type { Baseline } from '#lib/api/schemas/baselines';
import type { MetricInfo } from '#lib/api/schemas/competitions';
import type { Format } from '#lib/format/format.svelte';

type CardSummary = NonNullable<Baseline['card']>;

/** What the weights were before training. */
export function startWords({ start, weights }: Pick<CardSummary, 'start' | 'weights'>): string {
	if (start === 'none') return 'nothing';
	if (start === 'random') return 'random weights';
	// A path or an address: its last part says which weights they are.
	return weights?.split(/[/\\]/).findLast(Boolean) ?? 'a file of weights';
}

const BACKENDS: Record<string, string> = {
	'tfjs-node-gpu': 'TensorFlow on a GPU',
	'tfjs-node': 'TensorFlow on a CPU',
	webgpu: 'WebGPU',
	wasm: 'WebAssembly',
	cpu: 'JavaScript',
};

export const backendWords = (backend: string | null): string =>
	backend === null ? 'CPU' : (BACKENDS[backend] ?? backend);

/** `0.112 above Prevalence (0.500)`: what the score is worth beside other models. */
export function besideWords(
	own: Baseline,
	others: readonly Baseline[],
	metric: Pick<MetricInfo, 'decimals' | 'higher_is_better'>,
	format: Pick<Format, 'score'>,
): string {
	const score = own.public.score;
	if (score === null) return '';
	const parts = others.flatMap((other) => {
		const theirs = other.public.score;
		if (theirs === null) return [];
		const difference = score - theirs;
		const size = format.score(Math.abs(difference), metric.decimals);
		const value = format.score(theirs, metric.decimals);
		if (Number(size.replace(',', '.')) === 0) return [`the same as ${other.name} (${value})`];
		return [`${size} ${difference > 0 ? 'above' : 'below'} ${other.name} (${value})`];
	});
	return parts.length ? `${parts.join(', ')}.` : '';
}

/** The plain models that a network must beat, where the competition has them. */
export const plainOnes = (baselines: readonly Baseline[], own: Baseline): Baseline[] =>
	baselines.filter(
		({ id, name, public: { score } }) =>
			id !== own.id && score !== null && /^(prevalence|metadata)|pixels/i.test(name),
	);
