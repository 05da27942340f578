/** One mutated file, checked in every way; what is wrong with the scorer comes back as a sentence. */
import { isDeepStrictEqual } from 'node:util';
import {
	scorePredictions,
	unpack,
	validateSubmission,
	type Solution,
	type SubmissionFormat,
	type TaskSpec,
	type Validation,
} from '#scorer/index';
import { PROBLEM_CODES } from '#scorer/problems';
import { validateThoroughly } from '#scorer/submission/thorough';
import { solutionOf } from '../../support/cases.ts';
import { plainAuroc, plainScores } from './plain.ts';
import { CLASS, ID, IDS, LABELS } from './sample.ts';

const SPEC: TaskSpec = {
	task: 'multilabel',
	id: ID,
	labels: LABELS,
	metric: 'mean_auroc',
	threshold: 0.5,
	missingLabels: 'error',
};

const yTrue = [
	[1, 0, 1, 0, 1, 0, 0, 1],
	[0, 0, 0, 1, 0, 0, 1, 0],
	[1, 1, 1, 1, 0, 1, 1, 1],
];
const SOLUTION: Solution = {
	...solutionOf(yTrue),
	ids: IDS,
	rowOf: new Map(IDS.map((id, i) => [id, i])),
};

/** Of a competition that only ranks, one that needs probabilities, and one of classes. */
export const FORMATS: readonly SubmissionFormat[] = [
	{ task: 'multilabel', id: ID, labels: LABELS, rankBased: true, ids: IDS },
	{ task: 'multilabel', id: ID, labels: LABELS, rankBased: false, ids: IDS },
	{ task: 'multiclass', id: ID, labels: LABELS, target: CLASS, rankBased: false, ids: IDS },
];

const CODES = new Set<string>(PROBLEM_CODES);
/** Control characters but tabs, which are separators worth seeing. */
// eslint-disable-next-line no-control-regex
const CONTROL = /[\0-\x08\x0a-\x1f\x7f-\x9f]/;

const MAX_BYTES = 1_000_000;

function badProblem(result: Extract<Validation, { ok: false }>): string | null {
	if (result.problems.length === 0) return 'refused without a problem';
	for (const { code, detail, remedy } of result.problems) {
		if (!CODES.has(code)) return `unknown code ${code}`;
		if (!detail || !remedy) return `${code} without detail or remedy`;
		if (CONTROL.test(detail + remedy)) return `${code} shows a control character`;
	}
	return null;
}

/** The same file through papaparse alone. */
function thorough(bytes: Uint8Array, format: SubmissionFormat): Validation | null {
	const unpacked = unpack(bytes, { maxBytes: MAX_BYTES });
	if (!unpacked.ok) return null;
	const rowOf = () => SOLUTION.rowOf;
	const validation = validateThoroughly(unpacked.bytes, format, rowOf);
	return { ...validation, notices: [...unpacked.notices, ...validation.notices] };
}

function wrongScores(bytes: Uint8Array, result: Extract<Validation, { ok: true }>): string | null {
	const expected = plainScores(bytes, result.notices);
	if (expected === null) return null;
	const actual = result.predictions.yScore.map((scores) => Array.from(scores));
	if (!isDeepStrictEqual(actual, expected)) {
		return `scores ${JSON.stringify(actual)}, a plain reader has ${JSON.stringify(expected)}`;
	}
	const { public: report } = scorePredictions(result.predictions, SOLUTION, SPEC);
	const areas = expected.map((scores, k) => plainAuroc(yTrue[k]!, scores)!);
	const reported = LABELS.map((label) => report.labels[label]!.auroc);
	if (!isDeepStrictEqual(reported, areas))
		return `AUROC ${reported.join()}, counted ${areas.join()}`;
	const mean = areas.reduce((sum, area) => sum + area, 0) / areas.length;
	return report.score === mean ? null : `mean ${report.score}, counted ${mean}`;
}

export interface Outcome {
	/** What is wrong, or null. */
	fault: string | null;
	accepted: boolean;
	/** Also compared with the plain reader and scorer. */
	compared: boolean;
}

export function checkFile(bytes: Uint8Array, format: SubmissionFormat): Outcome {
	const result = validateSubmission(bytes, format, { maxBytes: MAX_BYTES });
	const outcome = { fault: null, accepted: result.ok, compared: false };
	const record = thorough(bytes, format);
	if (record !== null && !isDeepStrictEqual(result, record)) {
		const fault = `the fast reader says ${JSON.stringify(result)}, papaparse ${JSON.stringify(record)}`;
		return { ...outcome, fault };
	}
	if (!result.ok) return { ...outcome, fault: badProblem(result) };
	if (format.task !== 'multilabel') return outcome;
	return { ...outcome, compared: true, fault: wrongScores(bytes, result) };
}
