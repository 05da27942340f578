/** What a commitment binds a competition to. */
import { getMetric, SCORER_VERSION } from '#scorer/index';
import { USAGE, type Solution, type TaskSpec } from '#scorer/types';
import { sha256 } from './hash.ts';

export const COMMITMENT_FORMAT = 'holdout-commitment/1';

export interface CommitmentContent {
	format: typeof COMMITMENT_FORMAT;
	competition: string;
	/** 1, 2, 3 … */
	number: number;
	/** Hash of the commitment before; null for the first. */
	previous: string | null;
	/** SHA-256 of the solution's bytes. */
	solution: string;
	/** SHA-256 of the split alone: see `splitHash`. */
	split: string;
	spec: TaskSpec;
	metric_version: number;
	scorer_version: string;
	ranking: 'metric' | 'mean_rank';
	/** Submissions of a team that may count for the private board. */
	final: number;
	/** SHA-256 of the rules as Markdown. */
	rules: string;
}

/** What may differ between two commitments of a competition. */
export type Bound = Omit<CommitmentContent, 'number' | 'previous'>;

const NAMES: Record<number, string> = {
	[USAGE.public]: 'Public',
	[USAGE.private]: 'Private',
	[USAGE.ignored]: 'Ignored',
};

/** SHA-256 of one line an id, `id<TAB>usage<LF>`, sorted by id in the order of code units. */
export const splitHash = ({ ids, usage }: Pick<Solution, 'ids' | 'usage'>): Promise<string> =>
	sha256(
		ids
			.map((id, row) => `${id}\t${NAMES[usage[row]!]}\n`)
			.sort()
			.join(''),
	);

/** Everything that decides about scores and ranks. */
export async function boundTo(about: {
	slug: string;
	spec: TaskSpec;
	solution: Solution;
	solutionHash: string;
	ranking: Bound['ranking'];
	final: number;
	rules: string;
}): Promise<Bound> {
	return {
		format: COMMITMENT_FORMAT,
		competition: about.slug,
		solution: about.solutionHash,
		split: await splitHash(about.solution),
		spec: about.spec,
		metric_version: getMetric(about.spec.metric)!.version,
		scorer_version: SCORER_VERSION,
		ranking: about.ranking,
		final: about.final,
		rules: await sha256(about.rules),
	};
}
