/** Everything that a verification bundle claims, computed again. Pure: files in, a report out. */
import { getMetric, rankRows, scoreSubmission, SCORER_VERSION } from '#scorer/index';
import { BUNDLE_FILE, BundleSchema, type Bundle, type BundleSubmission } from './bundle.ts';
import { checkChain, lastBinding, type CheckedCommitment } from './check-chain.ts';
import { sha256 } from './hash.ts';

export interface CheckedSubmission {
	id: string;
	team: string;
	/**
	 * same: the file gives the scores listed. differs: it gives others. other_file: the file is not the
	 * one that was submitted. no_file: only its hash was released. unreadable: it cannot be scored.
	 */
	state: 'same' | 'differs' | 'other_file' | 'no_file' | 'unreadable';
	listed: { public: number | null; private: number | null };
	computed: { public: number | null; private: number | null } | null;
}

export interface Verification {
	ok: boolean;
	competition: Bundle['competition'];
	/** Version of the scorer that computed here. */
	scorer_version: string;
	commitments: CheckedCommitment[];
	submissions: CheckedSubmission[];
	/** What else does not fit, in sentences. */
	faults: string[];
}

export interface VerifyOptions {
	/** A hash that somebody noted while the competition ran. */
	known?: string;
	/** Files that their owners bring to a bundle that holds hashes only, by SHA-256. */
	brought?: ReadonlyMap<string, Uint8Array>;
	maxBytes?: number;
	onProgress?: (share: number) => void;
}

type Files = ReadonlyMap<string, Uint8Array>;
type Binding = NonNullable<ReturnType<typeof lastBinding>>;

/** The claims of a bundle. @throws Error with a sentence where it is none */
export function readBundle(files: Files): Bundle {
	const bytes = files.get(BUNDLE_FILE);
	if (!bytes) throw new Error(`The bundle has no ${BUNDLE_FILE}.`);
	let json: unknown;
	try {
		json = JSON.parse(new TextDecoder().decode(bytes));
	} catch {
		throw new Error(`${BUNDLE_FILE} is not JSON.`);
	}
	const parsed = BundleSchema.safeParse(json);
	if (parsed.success) return parsed.data;
	const [issue] = parsed.error.issues;
	throw new Error(`${BUNDLE_FILE} does not fit at "${issue!.path.join('.')}": ${issue!.message}`);
}

async function checkSubmission(
	submission: BundleSubmission,
	bytes: Uint8Array | undefined,
	{ content, solution }: Binding,
	maxBytes: number | undefined,
): Promise<CheckedSubmission> {
	const { id, team } = submission;
	const listed = { public: submission.public_score, private: submission.private_score };
	const of = (
		state: CheckedSubmission['state'],
		computed: CheckedSubmission['computed'] = null,
	) => ({
		...{ id, team, state, listed, computed },
	});
	if (!bytes) return of('no_file');
	if ((await sha256(bytes)) !== submission.sha256) return of('other_file');
	const options = { intervals: 'none' as const, ...(maxBytes ? { maxBytes } : {}) };
	const result = scoreSubmission(bytes, solution, content.spec, options);
	if (!result.ok) return of('unreadable');
	const { public: open, private: hidden } = result.splits;
	const computed = { public: open.score, private: hidden?.score ?? null };
	const isSame = computed.public === listed.public && computed.private === listed.private;
	return of(isSame ? 'same' : 'differs', computed);
}

/** Ranks and scores of a board follow from the scores listed. */
function boardFaults(bundle: Bundle, { content }: Binding): string[] {
	const { higherIsBetter } = getMetric(content.spec.metric)!;
	const byId = new Map(bundle.submissions.map((submission) => [submission.id, submission]));
	return (['public', 'private'] as const).flatMap((split) => {
		const rows = bundle.boards[split];
		const faults = rows.flatMap(({ team, submission, score }) => {
			const listed = byId.get(submission);
			if (!listed) return [`The ${split} board names a submission of ${team} that is not listed.`];
			if (listed.late || listed.disqualified) {
				return [`A submission of ${team} that does not count is on the ${split} board.`];
			}
			return listed[`${split}_score`] === score
				? []
				: [`The ${split} board shows another score of ${team} than its submission has.`];
		});
		if (content.ranking !== 'metric') return faults;
		const ranked = rankRows(
			rows.map(({ submission, score }, at) => ({ key: submission, score, at })),
			higherIsBetter,
		);
		const rankOf = new Map(ranked.map(({ key, rank }) => [key, rank]));
		const wrong = rows.filter(({ submission, rank }) => rankOf.get(submission) !== rank);
		return [
			...faults,
			...wrong.map(({ team }) => `The ${split} board gives ${team} a rank that does not follow.`),
		];
	});
}

/**
 * Verifies a bundle. Scores must be equal to the last bit: the scorer is deterministic.
 * @param files path -> bytes
 * @throws Error where the files are no bundle
 */
export async function verify(files: Files, options: VerifyOptions = {}): Promise<Verification> {
	const bundle = readBundle(files);
	const chain = await checkChain(bundle, files, options.known);
	const binding = lastBinding(bundle, files);
	const faults = [...chain.faults];
	const submissions: CheckedSubmission[] = [];
	if (!binding) faults.push('Without solution and settings no score can be computed.');
	else {
		for (const [i, submission] of bundle.submissions.entries()) {
			const { file, sha256: hash } = submission;
			const bytes = (file === null ? undefined : files.get(file)) ?? options.brought?.get(hash);
			submissions.push(await checkSubmission(submission, bytes, binding, options.maxBytes));
			options.onProgress?.((i + 1) / bundle.submissions.length);
		}
		faults.push(...boardFaults(bundle, binding));
	}
	const agree = submissions.every(({ state }) => state === 'same' || state === 'no_file');
	return {
		ok: agree && !faults.length && chain.checked.every(({ ok }) => ok),
		competition: bundle.competition,
		scorer_version: SCORER_VERSION,
		commitments: chain.checked,
		submissions,
		faults,
	};
}
