/** From a demo's plan to the files of a competition folder. */
import { stringify } from 'yaml';
import { baselines } from '#baselines/index';
import type { Folder } from '#lib/competition-folder/index';
import { classesCsv, scoresCsv, solutionCsv } from './tables.ts';
import type { TrainedBaseline } from './trained.ts';
import type { DemoPlan } from './types.ts';

const encode = (text: string) => new TextEncoder().encode(text);

const EXAMPLES = [
	['Weak', 'Better than chance, and not by much.'],
	['Middling', 'A first honest attempt.'],
	['Strong', 'A little better than the reference networks.'],
] as const;

/** Three files of simulated predictions; the weak one of a multiclass task holds classes alone. */
function exampleFiles(plan: DemoPlan) {
	return EXAMPLES.map(([name, says], i) => {
		const model = { name: `example ${name}`, version: 1, skill: plan.exampleSkills[i]! };
		const scores = plan.predict(model);
		const asClasses = plan.config.task === 'multiclass' && i === 0;
		return {
			name,
			file: `examples/${name.toLowerCase()}.csv`,
			description: `${says} Simulated predictions${asClasses ? ', as one class column' : ''}.`,
			bytes: asClasses ? classesCsv(plan, scores) : scoresCsv(plan, scores),
		};
	});
}

/** An entry of competition.yaml, and the files that it names. */
interface Reference {
	entry: { name: string; file: string; note: string; card?: string };
	files: (readonly [path: string, bytes: Uint8Array])[];
}

/** Computed now, from the training labels. */
function computed(plan: DemoPlan, baseline: (typeof baselines)[number]): Reference {
	const { config, train, test, seed } = plan;
	const input = { task: config.task, labels: config.labels, train, test, seed };
	const file = `baselines/${baseline.id}.csv`;
	return {
		entry: { name: baseline.name, file, note: baseline.note },
		files: [[file, scoresCsv(plan, baseline.predict(input))]],
	};
}

function fromTraining({ id, name, note, submission, card, gallery }: TrainedBaseline): Reference {
	const at = (path: string) => `baselines/${id}/${path}`;
	return {
		entry: { name, file: at('submission.csv'), note, card: at('card.json') },
		files: [
			[at('submission.csv'), submission],
			[at('card.json'), card],
			...gallery.map(([file, bytes]) => [at(file), bytes] as const),
		],
	};
}

/** The trained ones, and those of the registry that were not trained, which come first. */
const referencesOf = (plan: DemoPlan, trained: readonly TrainedBaseline[]): Reference[] => [
	...baselines
		.filter(({ id }) => !trained.some((one) => one.id === id))
		.map((baseline) => computed(plan, baseline)),
	...trained.map(fromTraining),
];

/**
 * The same plan always gives the same bytes.
 * @param trained baselines that come with the package: `readTrained`
 */
export function buildFolder(plan: DemoPlan, trained: readonly TrainedBaseline[] = []): Folder {
	const examples = exampleFiles(plan);
	const references = referencesOf(plan, trained);
	const { reported, ...config } = plan.config;
	const yaml = stringify(
		{
			...config,
			solution: 'solution.csv',
			generated: true,
			files: {
				'train.csv': 'Training images: patient, sex, age, view, split and labels',
				'test.csv': 'Test images: patient, sex, age and view, without labels',
			},
			examples: examples.map(({ name, file, description }) => ({ name, file, description })),
			baselines: references.map(({ entry }) => entry),
			...(reported ? { reported } : {}),
		},
		{ lineWidth: 100, aliasDuplicateObjects: false },
	);
	return new Map([
		['competition.yaml', encode(yaml)],
		['solution.csv', solutionCsv(plan)],
		['pages/overview.md', encode(plan.pages.overview)],
		['pages/data.md', encode(plan.pages.data)],
		['pages/rules.md', encode(plan.pages.rules)],
		['data/train.csv', encode(plan.csv.train)],
		['data/test.csv', encode(plan.csv.test)],
		...examples.map(({ file, bytes }) => [file, bytes] as const),
		...references.flatMap(({ files }) => files),
	]);
}
