/** Do the revealed commitments have the hashes that were published? */
import { canonicalJson } from '#db/canonical-json';
import { parseSolution, type Solution } from '#scorer/index';
import { rulesPath, solutionPath, type Bundle } from './bundle.ts';
import { splitHash, type CommitmentContent } from './content.ts';
import { commitmentHash, sha256 } from './hash.ts';

export interface CheckedCommitment {
	number: number;
	hash: string;
	at: string;
	reason: string | null;
	ok: boolean;
	/** What does not fit, in sentences. */
	faults: string[];
}

type Files = ReadonlyMap<string, Uint8Array>;
type Given = Bundle['commitments'][number];

async function fileFaults(content: CommitmentContent, files: Files): Promise<string[]> {
	const faults: string[] = [];
	const labels = files.get(solutionPath(content.solution));
	if (!labels) faults.push('The bundle does not hold its solution.');
	else if ((await sha256(labels)) !== content.solution) {
		faults.push('The solution in the bundle is not the one that was committed to.');
	} else {
		const parsed = parseSolution(labels, content.spec);
		if (!parsed.ok) faults.push('Its solution cannot be read.');
		else if ((await splitHash(parsed.solution)) !== content.split) {
			faults.push('The split of the solution is not the one that was committed to.');
		}
	}
	const rules = files.get(rulesPath(content.rules)) ?? new Uint8Array();
	if ((await sha256(rules)) !== content.rules) faults.push('The bundle does not hold its rules.');
	return faults;
}

function readContent(given: Given): CommitmentContent | null {
	try {
		const content = JSON.parse(given.content) as CommitmentContent;
		return canonicalJson(content) === given.content ? content : null;
	} catch {
		return null;
	}
}

/**
 * Computes every hash again and follows the chain.
 * @param known a hash that somebody noted while the competition ran
 */
export async function checkChain(
	{ commitments }: Pick<Bundle, 'commitments'>,
	files: Files,
	known?: string,
): Promise<{ checked: CheckedCommitment[]; faults: string[] }> {
	const checked: CheckedCommitment[] = [];
	let previous: string | null = null;
	for (const [i, given] of commitments.entries()) {
		const faults: string[] = [];
		if ((await commitmentHash(given.salt, given.content)) !== given.hash) {
			faults.push('Salt and content do not have the hash that was published.');
		}
		const content = readContent(given);
		if (!content) faults.push('Its content is not what Holdout writes.');
		else {
			if (content.number !== i + 1 || given.number !== i + 1) {
				faults.push(`It is number ${i + 1} of the chain and says ${content.number}.`);
			}
			if (content.previous !== previous) faults.push('It does not follow the one before.');
			faults.push(...(await fileFaults(content, files)));
		}
		const { number, hash, at, reason } = given;
		checked.push({ number, hash, at, reason, ok: !faults.length, faults });
		previous = hash;
	}
	const isKnown = known === undefined || commitments.some(({ hash }) => hash === known);
	return {
		checked,
		faults: isKnown ? [] : [`No commitment of the bundle has the hash ${known}.`],
	};
}

/** How scores are to be computed: by the last commitment. Null where it cannot be read. */
export function lastBinding(
	{ commitments }: Pick<Bundle, 'commitments'>,
	files: Files,
): { content: CommitmentContent; solution: Solution } | null {
	const content = readContent(commitments.at(-1)!);
	const labels = content && files.get(solutionPath(content.solution));
	if (!content || !labels) return null;
	const parsed = parseSolution(labels, content.spec);
	return parsed.ok ? { content, solution: parsed.solution } : null;
}
