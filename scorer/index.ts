/**
 * The scorer as a library: the same code validates in the browser, scores on the server and runs
 * in the terminal. No I/O, no clock; the Node service is in `service/`.
 */
export { unpack, type Unpacked } from './archive/unpack.ts';
export type { Chart, MetricDefinition, MetricInput, MetricResult } from './metrics/define.ts';
export { getMetric, metrics, metricsFor } from './metrics/index.ts';
export type { Notice, NoticeCode, Problem, ProblemCode } from './problems.ts';
export { rankByMeanRank, type MeanRanked, type MeanRankEntry } from './ranking/mean-rank.ts';
export { rankRows, type Ranked, type RankInput } from './ranking/rank.ts';
export {
	separate,
	type LazyEvidence,
	type SeparateEntry,
	type SeparateOptions,
	type Separation,
} from './ranking/separate.ts';
export {
	shakeUp,
	type EntryMovement,
	type ShakeUp,
	type ShakeUpEntry,
	type ShakeUpOptions,
} from './ranking/shake-up.ts';
export { compareFiles, compareSubmissions, type CompareResult } from './report/compare.ts';
export type { IntervalChoice } from './report/estimates.ts';
export { decodeEvidence, decodeEvidenceHeader, encodeEvidence } from './report/evidence.ts';
export {
	intervalsOf,
	type IntervalsResult,
	type SplitIntervals,
} from './report/interval-report.ts';
export {
	scorePredictions,
	scoreSubmission,
	scoreWithEvidence,
	type ScoreOptions,
	type SplitEvidence,
} from './report/score.ts';
export { findProbing, type Probing } from './similarity/probing.ts';
export { findSimilar, type SimilarityEntry } from './similarity/similarity.ts';
export type { Sign, SimilarPair, Similarity } from './similarity/types.ts';
export { parseSolution, type ParsedSolution } from './solution/parse.ts';
export type { Check, CheckId } from './submission/checks.ts';
export { sampleSubmission, submissionFormat } from './submission/format.ts';
export {
	DEFAULT_MAX_BYTES,
	validateSubmission,
	type ValidateOptions,
	type Validation,
} from './submission/validate.ts';
export * from './types.ts';
export { SCORER_VERSION } from './version.ts';
