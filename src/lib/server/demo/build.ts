/** From a demo's plan to the files of a competition folder. */
import { stringify } from 'yaml';
import { baselines } from '#baselines/index';
import type { Folder } from '#lib/competition-folder/index';
import { classesCsv, scoresCsv, solutionCsv, testCsv, trainCsv } from './tables.ts';
import type { DemoPlan } from './types.ts';

const encode = (text: string) => new TextEncoder().encode(text);

const EXAMPLES = [
	['Weak', 'Better than chance, and not by much.'],
	['Middling', 'A first honest attempt.'],
	['Strong', 'About as good as the literature.'],
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

/** Every baseline of the registry, computed from the training labels. */
function baselineFiles(plan: DemoPlan) {
	const { config, train, test, seed } = plan;
	return baselines.map((baseline) => ({
		name: baseline.name,
		file: `baselines/${baseline.id}.csv`,
		note: baseline.note,
		bytes: scoresCsv(
			plan,
			baseline.predict({ task: config.task, labels: config.labels, train, test, seed }),
		),
	}));
}

/** The same plan always gives the same bytes. */
export function buildFolder(plan: DemoPlan): Folder {
	const examples = exampleFiles(plan);
	const references = baselineFiles(plan);
	const { reported, ...config } = plan.config;
	const yaml = stringify(
		{
			...config,
			solution: 'solution.csv',
			generated: true,
			files: {
				'train.csv': 'Training rows with metadata and labels, generated',
				'test.csv': 'Test rows with metadata and without labels, generated',
			},
			examples: examples.map(({ name, file, description }) => ({ name, file, description })),
			baselines: references.map(({ name, file, note }) => ({ name, file, note })),
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
		['data/train.csv', trainCsv(plan)],
		['data/test.csv', testCsv(plan)],
		...[...examples, ...references].map(({ file, bytes }) => [file, bytes] as const),
	]);
}
