import { describe, expect, it } from 'vitest';
import { recipes } from '#baselines/recipes/index';
import type { Baseline } from '#lib/api/schemas/baselines';
import { epochsOf, historyTable, phasesOf } from '#lib/components/baselines/history';
import { recipeFacts, trainCommand } from '#lib/components/baselines/recipe-words';
import { besideWords, plainOnes, startWords } from '#lib/components/baselines/words';
import { duration } from '#lib/format/duration';
import { smallCard } from '../../support/card.ts';

const format = {
	score: (value: number | null | undefined, decimals: number) => value!.toFixed(decimals),
};

it.each(recipes.map((recipe) => [recipe.id, recipe] as const))(
	'%s reads as a list',
	(_, recipe) => {
		const facts = recipeFacts(recipe);
		expect(facts.length > 0).toBe(recipe.method !== 'trivial');
		const text = JSON.stringify(facts);
		expect(text).not.toMatch(/undefined|NaN|\[object|null/);
		expect(new Set(facts.map(([name]) => name)).size).toBe(facts.length);
	},
);

it('writes the command with what differs from the recipe', () => {
	const settings = { seed: 0, epochs: null, size: null, rate_factor: 1 };
	expect(trainCommand('vgg-mlp', settings, false)).toBe(
		'npx holdout baseline train vgg-mlp --data ./images --out ./run',
	);
	const changed = { seed: 4, epochs: 3, size: 64, rate_factor: 0.5 };
	expect(trainCommand('vgg-mlp', changed, true)).toMatch(
		/--seed 4 --epochs 3 --size 64 --rate-factor 0.5 --weights /,
	);
});

describe('the history', () => {
	const [row] = smallCard(['Nodule']).history;
	const history = [
		['head', 1, true],
		['head', 2, true],
		['head', 3, false],
		['all', 1, false],
		['all', 2, true],
	].map(([phase, epoch, best]) => ({ ...row!, phase, epoch, best }) as typeof row & object);

	it('is one row of epochs, with the epoch that each phase kept', () => {
		expect(epochsOf({ history }).map(({ at }) => at)).toEqual([1, 2, 3, 4, 5]);
		expect(phasesOf({ history })).toEqual([
			{ name: 'head', from: 1, to: 3, kept: 2 },
			{ name: 'all', from: 4, to: 5, kept: 5 },
		]);
		expect(historyTable({ history })).toHaveLength(6);
	});

	it('has two phases of one name where the second begins again', () => {
		const twice = [...history.slice(0, 2), ...history.slice(0, 1)];
		expect(phasesOf({ history: twice }).map(({ from }) => from)).toEqual([1, 3]);
	});
});

describe('beside plain models', () => {
	const model = (name: string, score: number | null) =>
		({ id: name, name, public: { score, interval: null } }) as Baseline;
	const all = [
		model('DenseNet', 0.8),
		model('24×24 pixels', 0.68),
		model('Prevalence', 0.5),
		model('Metadata only', null),
	];
	const metric = { decimals: 3, higher_is_better: true };

	it('names those that have a score, and how far they are', () => {
		const plain = plainOnes(all, all[0]!);
		expect(plain.map(({ name }) => name)).toEqual(['24×24 pixels', 'Prevalence']);
		expect(besideWords(all[0]!, plain, metric, format)).toBe(
			'0.120 above 24×24 pixels (0.680), 0.300 above Prevalence (0.500).',
		);
		expect(besideWords(all[2]!, plainOnes(all, all[2]!), metric, format)).toBe(
			'0.180 below 24×24 pixels (0.680).',
		);
	});

	it('says nothing where there is nothing', () => {
		expect(besideWords(all[3]!, all, metric, format)).toBe('');
		expect(besideWords(all[0]!, [], metric, format)).toBe('');
		expect(besideWords(all[0]!, [model('Twin', 0.8002)], metric, format)).toBe(
			'the same as Twin (0.800).',
		);
	});
});

it('says what the weights were', () => {
	expect(startWords({ start: 'random', weights: null })).toBe('random weights');
	expect(startWords({ start: 'none', weights: null })).toBe('nothing');
	expect(startWords({ start: 'file', weights: '/home/ada/xception.safetensors' })).toBe(
		'xception.safetensors',
	);
});

it.each([
	[8.44, '8.4 s'],
	[59.6, '1 min'],
	[125, '2 min 5 s'],
	[3600, '1 h'],
	[4830, '1 h 21 min'],
])('%d seconds are %s', (seconds, text) => expect(duration(seconds, String)).toBe(text));
