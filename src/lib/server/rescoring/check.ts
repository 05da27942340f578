/** Is a proposed way of scoring sound? Every problem at once, before anything is written. */
import { readConfig } from '#lib/competition-folder/config';
import { checkScoring } from '#lib/competition-folder/check-scoring';
import { checkSubgroups, subgroupNotices } from '#lib/competition-folder/check-subgroups';
import type { Config } from '#lib/competition-folder/index';
import { readSolution } from '#lib/competition-folder/read-solution';
import { specOf as specOfConfig } from '#lib/competition-folder/spec';
import { getMetric } from '#scorer/index';
import type { Solution, TaskSpec } from '#scorer/types';
import type { CompetitionRow } from '#db/schema/competitions';
import type { Scoring, SolutionChange } from '#db/schema/scoring-changes';
import type { ScoringPatch } from '#lib/api/schemas/rescoring';
import { configOf } from '../competitions/export.ts';
import { scoringColumns } from '../competitions/scoring-columns.ts';
import { specOf } from '../competitions/spec.ts';
import type { FileProblem } from '../errors.ts';
import { differenceOf, problemsAgainst } from './compare-solutions.ts';
import { readRows } from './read-rows.ts';
import { isSameScoring } from './scoring.ts';

export interface Proposal {
	after: Scoring;
	spec: TaskSpec;
	solution: Solution;
	/** Null where the solution's bytes stay. */
	solutionChange: SolutionChange | null;
}

export interface Checked {
	problems: FileProblem[];
	notices: { code: string; detail: string; column?: string; count?: number }[];
	/** What the file changes, also where it has problems; null without a file. */
	solutionChange: SolutionChange | null;
	after: Scoring | null;
	/** Set if and only if there are no problems. */
	proposal: Proposal | null;
}

const FILE = 'solution';
const SETTINGS = 'settings';
/** There is no competition.yaml to point into: a key is its place. */
const place = () => ({ file: SETTINGS });

/** The configuration with the changes in it, and what is wrong with them. */
function changedConfig(
	competition: CompetitionRow,
	patch: ScoringPatch,
): { config: Config | null; problems: FileProblem[] } {
	// Null takes a key away, so that its default holds.
	const merged = Object.entries({ ...configOf(competition, []), ...patch });
	const json = JSON.stringify(Object.fromEntries(merged.filter(([, value]) => value !== null)));
	// JSON is YAML: the reader of competition.yaml says what is wrong in its own words.
	const read = readConfig(new TextEncoder().encode(json));
	const problems = read.problems.map(({ code, column, detail, remedy }) => ({
		...{ code, column, detail, remedy, file: SETTINGS },
	}));
	if (!read.config) return { config: null, problems };
	return { config: read.config, problems: [...problems, ...checkScoring(read.config, place)] };
}

function nothingChanges(): FileProblem {
	return {
		code: 'nothing_changed',
		detail: 'Nothing differs from how the competition is scored now.',
		remedy: 'Send a corrected solution, or change the metric or another setting.',
	};
}

const isNoChange = ({ labels, usage, groups }: SolutionChange) =>
	usage === 0 && groups === 0 && Object.values(labels).every((count) => count === 0);

/** @param files the solution in force, and the corrected one if there is one */
export function checkProposal(
	competition: CompetitionRow,
	patch: ScoringPatch,
	files: { present: Uint8Array; corrected: Uint8Array | null },
): Checked {
	const { config, problems } = changedConfig(competition, patch);
	const spec = config && getMetric(config.metric) ? specOfConfig(config) : specOf(competition);
	const bytes = files.corrected ?? files.present;
	const read = readSolution(bytes, spec, FILE);
	problems.push(...read.problems);
	if (read.solution) problems.push(...checkSubgroups(spec, read.solution, place));
	const old = readRows(files.present, specOf(competition));
	const young = files.corrected ? readRows(files.corrected, spec) : null;
	let solutionChange: SolutionChange | null = null;
	if (old && young) {
		problems.push(...problemsAgainst(old, young, spec));
		solutionChange = differenceOf(old, young, spec);
	}
	const after = config && scoringColumns(config, spec);
	const same = after && isSameScoring(after, competition);
	if (same && (!solutionChange || isNoChange(solutionChange)) && !problems.length) {
		problems.push(nothingChanges());
	}
	const sound = !problems.length && after && read.solution;
	return {
		...{ problems, solutionChange, after },
		notices: [
			...read.notices,
			...(read.solution ? subgroupNotices(spec, read.solution, FILE) : []),
		],
		proposal: sound ? { after, spec, solution: read.solution!, solutionChange } : null,
	};
}
