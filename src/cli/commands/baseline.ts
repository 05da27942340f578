import { InvalidArgumentError, type Command } from 'commander';

const whole = (least: number) => (text: string) => {
	const value = Number(text);
	if (Number.isSafeInteger(value) && value >= least) return value;
	throw new InvalidArgumentError(`"${text}" is not a whole number from ${least} up.`);
};
const positive = (text: string) => {
	const value = Number(text);
	if (Number.isFinite(value) && value > 0) return value;
	throw new InvalidArgumentError(`"${text}" is not a number above 0.`);
};
const list = (text: string) => text.split(',').map((name) => name.trim());

/** What says which images, and what is to be learned of them. */
const withData = (command: Command) =>
	command
		.requiredOption('--data <folder>', 'folder with images and a table of labels')
		.option('--csv <file>', 'the table (default labels.csv, train.csv, or the only one)')
		.option(
			'--labels <names>',
			'label columns, with commas between; with --target its classes, or the positive one alone for a binary task',
			list,
		)
		.option('--target <column>', 'column of class names, instead of columns of 0 and 1')
		.option('--task <task>', 'binary, multiclass or multilabel (default: as the table looks)')
		.option('--id <column>', 'id column')
		.option('--missing-as-zero', 'blank and uncertain labels count as negative')
		.option('--allow-crossing', 'go on where patients are in more than one split');

const withDevice = (command: Command) =>
	command
		.option('--backend <name>', 'tfjs-node-gpu, tfjs-node, webgpu, wasm or cpu (default: the best)')
		.option('--cache <folder>', 'features and downloads (or HOLDOUT_CACHE)')
		.option('--json', 'print the result as JSON');

const example = (text: string) => `\nExample:\n  holdout baseline ${text}`;

function addTraining(baseline: Command): void {
	const train = baseline
		.command('train')
		.summary('train a recipe on images')
		.description(
			'Train a recipe, score the test images, and write weights, history, submission and model card to a folder. Ctrl-C leaves a checkpoint that --resume goes on from.',
		)
		.argument('<recipe>', 'see `holdout baseline list`')
		.requiredOption('--out <folder>', 'where to write');
	withDevice(withData(train))
		.option('--weights <file>', 'weights to start from: a file, an address, or `random`')
		.option('--weights-sha256 <hash>', 'hash that the weights must have')
		.option('--partial-weights', 'leave random what the weights have nothing for')
		.option('--seed <n>', 'of everything drawn by chance', whole(0), 0)
		.option('--epochs <n>', 'of each phase, at most', whole(1))
		.option('--batch <n>', 'images a step', whole(1))
		.option('--size <pixels>', 'edge of the images', whole(8))
		.option('--rate-factor <x>', 'multiplies every learning rate', positive)
		.option('--threads <n>', 'threads for feature extraction', whole(1))
		.option('--name <text>', 'what the card calls the data set')
		.option('--no-explain', 'draw no heat maps')
		.option('--resume', 'go on from the checkpoint in --out')
		.addHelpText(
			'after',
			`${example('train demo-small-cnn --data ./phantoms --out ./run')}
  holdout baseline train pixels --data ./xrays --target finding --labels Pneumonia --out ./run`,
		)
		.action(async (recipe, options) =>
			(await import('../actions/baseline-train.ts')).trainBaseline(recipe, options),
		);
}

function addUses(baseline: Command): void {
	const predict = baseline
		.command('predict')
		.summary('score images with a trained model')
		.description(
			'Score the test images of a folder with a trained network, head or stack, as a submission file.',
		)
		.argument('<run>', 'output folder of `train`')
		.requiredOption('--data <folder>', 'folder with images and a table')
		.option('--csv <file>', 'the table (default unlabelled.csv, test.csv, or the one with labels)')
		.option('--id <column>', 'id column')
		.option('--all', 'every image of the table, whatever its split')
		.option('--out <file>', 'where to write (default submission.csv in the run)');
	withDevice(predict)
		.option('--threads <n>', 'threads for feature extraction', whole(1))
		.addHelpText('after', example('predict ./run --data ./more-images --out predictions.csv'))
		.action(async (run, options) =>
			(await import('../actions/baseline-predict.ts')).predictBaseline(run, options),
		);
	const explain = baseline
		.command('explain')
		.summary('draw where a trained network looks')
		.description(
			'Draw Grad-CAM heat maps of a network, or of a linear head on its features, into the run’s gallery and its card; where the folder says where findings truly are, score them.',
		)
		.argument('<run>', 'output folder of `train`')
		.option('--layer <name>', 'layer to look at (default: the last one with maps)');
	withDevice(withData(explain))
		.addHelpText('after', example('explain ./run --data ./phantoms'))
		.action(async (run, options) =>
			(await import('../actions/baseline-explain.ts')).explainBaseline(run, options),
		);
	baseline
		.command('publish')
		.summary('put a run on a leaderboard as a baseline')
		.description(
			'Send a run to a competition as a baseline, with its card and gallery: to a server, or into the local data folder if no server is given. Sent again, only what has changed is replaced. Needs an organiser’s token on a server.',
		)
		.argument('<slug>', 'competition')
		.requiredOption('--from <run>', 'output folder of `train`')
		.option('--name <text>', 'name on the leaderboard (default: the recipe’s)')
		.option('--server <url>', 'server (or HOLDOUT_SERVER; token in HOLDOUT_TOKEN)')
		.option('--token <token>', 'instead of HOLDOUT_TOKEN')
		.option('--json', 'print the result as JSON')
		.addHelpText('after', example('publish demo-chest-14 --from ./run'))
		.action(async (slug, options) =>
			(await import('../actions/baseline-publish.ts')).publishBaseline(slug, options),
		);
}

function addTools(baseline: Command): void {
	baseline
		.command('list')
		.summary('recipes')
		.description('List the recipes, what they need and where they come from.')
		.option('--json', 'print them as JSON')
		.addHelpText('after', example('list'))
		.action(async (options) => (await import('../actions/baseline-list.ts')).listRecipes(options));
	baseline
		.command('doctor')
		.summary('what can be trained here')
		.description('Say which backends are here, what each can train, and how long a step takes.')
		.option('--backend <name>', 'look at one alone')
		.option('--json', 'print it as JSON')
		.addHelpText('after', example('doctor'))
		.action(async (options) => (await import('../actions/baseline-doctor.ts')).doctor(options));
	baseline
		.command('phantoms')
		.summary('draw a data set of thorax phantoms')
		.description('Draw chest radiograph phantoms with labels and true regions into a new folder.')
		.requiredOption('--out <folder>', 'where to write; must not exist')
		.option('--patients <n>', 'about 2.2 images each', whole(1), 500)
		.option('--size <pixels>', 'edge of the images', whole(16), 128)
		.option('--seed <n>', 'the same seed draws the same images', whole(0), 0)
		.option('--withhold <splits>', 'splits whose labels are not written', list)
		.option('--demo <slug>', 'instead, exactly the images and tables of a demo competition')
		.option('--json', 'print what was written as JSON')
		.addHelpText(
			'after',
			`${example('phantoms --out ./phantoms --patients 1000 --size 64')}\n  holdout baseline phantoms --demo demo-chest-14 --out ./demo-chest-14`,
		)
		.action(async (options) => (await import('../actions/baseline-phantoms.ts')).phantoms(options));
}

const named = (text: string, known: Record<string, string>) => {
	const [name, path] = [text.slice(0, text.indexOf('=')), text.slice(text.indexOf('=') + 1)];
	if (name && path && text.includes('=')) return { ...known, [name]: path };
	throw new InvalidArgumentError(`"${text}" does not say name=folder.`);
};

/** Training on a machine that has a GPU, and nothing of Holdout. */
function addKit(baseline: Command): void {
	baseline
		.command('gpu-kit')
		.summary('pack everything for a machine with a GPU')
		.description(
			'Write a folder for a machine with an NVIDIA GPU, without Node and network: there, `sh run.sh` tries, times and trains the networks, and collects the results. See baselines/gpu/README.md.',
		)
		.requiredOption('--out <folder>', 'where to write; must not exist')
		.option('--demo <slugs>', 'demo competitions whose phantoms are drawn there', list, [])
		.option('--data <name=folder>', 'a data set to carry, or its table; may be repeated', named, {})
		.option('--size <pixels>', 'edge of the images', whole(72), 128)
		.option('--limit <MiB>', 'says so where the kit is larger', positive, 56)
		.option('--vulkan <file>', 'libvulkan.so.1 to carry (default: Debian’s)')
		.option('--no-compress', 'larger, and sooner done')
		.option('--tiny', 'everything as small as it goes, for a try without a GPU')
		.option('--cache <folder>', 'of compressed files (or HOLDOUT_CACHE)')
		.option('--json', 'print what was written as JSON')
		.addHelpText(
			'after',
			example('gpu-kit --out ./kit --demo demo-chest-14 --data kermany=./kermany'),
		)
		.action(async (options) => (await import('../actions/baseline-gpu-kit.ts')).gpuKit(options));
	baseline
		.command('gpu-collect')
		.summary('take over what a GPU kit brought back')
		.description(
			'Turn the results of a kit into folders of trained baselines: card, submission and gallery, by competition and recipe.',
		)
		.argument('<results>', 'the --out folder of run.sh, or its results.tar.gz')
		.requiredOption('--into <folder>', 'such as baselines/trained')
		.option(
			'--solution <slug=file>',
			'of an imported competition whose test rows are numbered: ids become its own; may be repeated',
			named,
			{},
		)
		.option('--json', 'print what was taken over as JSON')
		.addHelpText(
			'after',
			`${example('gpu-collect ./results --into baselines/trained')}\n  holdout baseline gpu-collect ./results --into ./trained --solution kermany=./kermany/solution.csv`,
		)
		.action(async (results, options) =>
			(await import('../actions/baseline-gpu-collect.ts')).gpuCollect(results, options),
		);
}

export function addBaseline(program: Command): void {
	const baseline = program
		.command('baseline')
		.summary('train and publish reference models')
		.description('Train reference models on images, look at what they learned, and publish them.');
	addTraining(baseline);
	addUses(baseline);
	addTools(baseline);
	addKit(baseline);
}
