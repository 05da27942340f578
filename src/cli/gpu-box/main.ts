/**
 * The program of a GPU kit: runs each stage of the plan as a process of its own, so that one that fails,
 * or takes the driver down with it, leaves the others alone. `run.sh` starts it.
 */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Command, InvalidArgumentError } from 'commander';
import { planSchema } from '#baselines/gpu/kit/plan';
import { note } from '../output.ts';
import { collect } from './collect.ts';
import { isWanted, plannedStages } from './planned-stages.ts';
import { runStage } from './run-stage.ts';
import { readState } from './state.ts';
import { performStage } from './stages/index.ts';

interface Options {
	kit: string;
	work: string;
	out?: string;
	minutes: number;
	only?: string[];
	again: boolean;
	backend: string;
	withWeights: boolean;
	stage?: string;
}

const minutes = (text: string) => {
	const value = Number(text);
	if (Number.isFinite(value) && value > 0) return value;
	throw new InvalidArgumentError(`"${text}" is not a number above 0.`);
};

const program = new Command('run.sh')
	.description('Try, time and train Holdout’s networks on this machine, and collect the results.')
	.requiredOption('--kit <folder>', 'the kit (run.sh says it)')
	.requiredOption('--work <folder>', 'what is unpacked and unfinished (run.sh says it)')
	.option('--out <folder>', 'results (default $OUT, or results in the kit)')
	.option('--minutes <n>', 'of this call; the next one goes on', minutes, 9)
	.option(
		'--only <stages>',
		'with commas between: smoke, timing, torch, parity, train, or names of runs',
		(text) => text.split(','),
	)
	.option('--again', 'stages that are done too', false)
	.option('--backend <name>', 'webgpu, wasm or cpu', 'webgpu')
	.option('--with-weights', 'trained weights too, which are large', false)
	.option('--stage <name>', 'one stage, in this process (the program calls itself with it)');

program.parse();
const options = program.opts<Options>();
const { kit, work, backend } = options;
const out = options.out ?? process.env.OUT ?? join(kit, 'results');
const plan = planSchema.parse(JSON.parse(await readFile(join(kit, 'kit.json'), 'utf8')));

if (options.stage !== undefined) {
	// What failed inside is told by the process's end, in its log.
	process.exitCode = await performStage(options.stage, { kit, work, plan, backend });
	process.exit();
}

const end = performance.now() + options.minutes * 60_000;
const arguments_ = ['--kit', kit, '--work', work, '--backend', backend];
for (const stage of plannedStages(plan, { kit, work, arguments: arguments_ })) {
	if (options.only && !isWanted(stage, options.only)) continue;
	const known = (await readState(work))[stage.name];
	if (known?.status === 'done' && !options.again) {
		note(`${stage.name}: done before`);
		continue;
	}
	await runStage(stage, { work, end });
}
const summary = await collect({ kit, work, out, plan, withWeights: options.withWeights });
note(`\n${summary}\n\nResults are in ${out}`);
