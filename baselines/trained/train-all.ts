/**
 * Trains what `baselines/trained` holds, with the commands that anyone would give:
 *
 *     node --import tsx baselines/trained/train-all.ts --work <folder> [--xception <file>] [--only <slug>[/<recipe>]]
 *
 * Draws the demo's images into the folder, trains there, and replaces the folders here. What is finished
 * in the folder is not done again.
 */
import { spawn } from 'node:child_process';
import { copyFile, mkdir, stat } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { FILES } from '../cards/folder.ts';
import { findDemoSet } from '../phantoms/sets/index.ts';
import { findRecipe } from '../recipes/index.ts';
import { checkpointPath } from '../training/run/resume.ts';
import { MEMBERS } from '../training/run/train-stack.ts';
import { packRun } from './pack.ts';
import { NEED_XCEPTION, PLAN } from './plan.ts';

const HERE = import.meta.dirname;
const CLI = resolve(HERE, '../../src/cli/main.ts');

const { values } = parseArgs({
	options: {
		work: { type: 'string' },
		xception: { type: 'string' },
		only: { type: 'string' },
		threads: { type: 'string', default: '1' },
	},
});
if (!values.work) throw new Error('Name a folder to work in: --work <folder>');
const work = resolve(values.work);
const exists = (path: string) =>
	stat(path).then(
		() => true,
		() => false,
	);

function holdout(...args: string[]): Promise<void> {
	console.log(`holdout ${args.join(' ')}`);
	const child = spawn(process.execPath, ['--import', 'tsx', CLI, ...args], { stdio: 'inherit' });
	return new Promise((done, fail) =>
		child.on('exit', (code) =>
			code === 0 ? done() : fail(new Error(`holdout ended with ${code}`)),
		),
	);
}

/** Options of the table: a set with classes has them in one column. */
function tableOptions(slug: string): string[] {
	const { labels } = findDemoSet(slug)!.columns;
	return labels.kind === 'class' ? ['--target', labels.name] : [];
}

/** A stack goes on from the networks that were trained by themselves. */
async function lendCheckpoints(recipeId: string, runs: string, out: string): Promise<string[]> {
	const recipe = findRecipe(recipeId)!;
	if (recipe.method !== 'stack') return [];
	for (const member of recipe.members.filter((id) => findRecipe(id)!.method === 'network')) {
		const to = join(out, MEMBERS, member);
		await mkdir(to, { recursive: true });
		await copyFile(checkpointPath(join(runs, member)), checkpointPath(to));
	}
	return ['--resume'];
}

async function trainOne(slug: string, recipe: string, epochs?: number): Promise<void> {
	const set = join(work, 'sets', slug);
	const runs = join(work, 'runs', slug);
	const out = join(runs, recipe);
	if (!(await exists(set))) {
		await mkdir(join(work, 'sets'), { recursive: true });
		await holdout('baseline', 'phantoms', '--demo', slug, '--out', set);
	}
	if (!(await exists(join(out, FILES.card)))) {
		const more = [...tableOptions(slug), ...(await lendCheckpoints(recipe, runs, out))];
		if (epochs && recipe === 'demo-small-cnn') more.push('--epochs', String(epochs));
		if (NEED_XCEPTION.has(recipe)) more.push('--weights', values.xception!);
		const fixed = ['--backend', 'wasm', '--threads', values.threads];
		const cache = join(work, 'cache');
		await holdout(
			...['baseline', 'train', recipe, '--data', set, '--out', out, '--cache', cache],
			...[...fixed, ...more],
		);
	}
	await packRun(out, join(HERE, slug, recipe));
}

for (const { slug, recipes, epochs } of PLAN) {
	for (const recipe of recipes) {
		const name = `${slug}/${recipe}`;
		if (values.only && name !== values.only && slug !== values.only) continue;
		if (NEED_XCEPTION.has(recipe) && !values.xception) {
			console.log(`${name}: skipped, it starts from Xception's ImageNet weights (--xception).`);
			continue;
		}
		await trainOne(slug, recipe, epochs);
	}
}
