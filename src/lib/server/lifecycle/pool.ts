import type { ScoreResult, TaskSpec } from '#scorer/types';

export interface ScoreJob {
	submissionPath: string;
	solutionPath: string;
	solutionHash: string;
	spec: TaskSpec;
	/** Most bytes that a compressed submission may unpack to. */
	maxBytes: number;
}

/** What the life-cycle needs of the scorer's service. */
export interface ScorerPool {
	score(job: ScoreJob): Promise<ScoreResult & { durationMs: number }>;
	close(): Promise<void>;
}
