/** `holdout verify`: everything that a bundle claims, computed again on this machine. */
import { readFile, stat } from 'node:fs/promises';
import { unzipFolder, type Folder } from '#lib/competition-folder/index';
import { sha256 } from '#lib/verification/hash';
import { verify, type CheckedSubmission, type Verification } from '#lib/verification/verify';
import { maxUploadBytes } from '../environment.ts';
import { readFolder, readInput } from '../files.ts';
import { formatTable } from '../format/table.ts';
import { refuse, wrongUsage } from '../outcome.ts';
import { say, sayJson } from '../output.ts';
import { startProgress } from '../progress.ts';

interface Options {
	hash?: string;
	submission?: string[];
	json?: boolean;
}

/** A bundle holds as many files as there were submissions. */
const LIMITS = { maxFiles: 200_000, maxFileBytes: 1e9, maxTotalBytes: 4e9 };

async function readBundleFiles(path: string): Promise<Folder> {
	const found = await stat(path).catch(() => null);
	if (!found) throw wrongUsage(`There is no bundle "${path}".`);
	if (found.isDirectory()) return readFolder(path);
	const unzipped = unzipFolder(await readFile(path), LIMITS);
	if (unzipped.ok) return unzipped.folder;
	throw refuse(`${path} cannot be unpacked.`, unzipped);
}

async function bring(paths: string[]): Promise<Map<string, Uint8Array>> {
	const brought = new Map<string, Uint8Array>();
	for (const path of paths) {
		const bytes = await readInput(path, maxUploadBytes());
		brought.set(await sha256(bytes), bytes);
	}
	return brought;
}

const WORDS: Record<CheckedSubmission['state'], string> = {
	same: 'the same',
	differs: 'DIFFERS',
	other_file: 'ANOTHER FILE',
	no_file: 'only its hash',
	unreadable: 'CANNOT BE SCORED',
};

const count = (n: number, one: string, many = `${one}s`) =>
	`${n.toLocaleString('en-US')} ${n === 1 ? one : many}`;

function describe(report: Verification): string {
	const { commitments, submissions } = report;
	const chain = commitments.flatMap(({ number, hash, at, reason, ok, faults }) => [
		`${ok ? 'ok ' : 'NOT'} ${number}  ${hash}  ${at}${reason ? `  ${reason}` : ''}`,
		...faults.map((fault) => `       ${fault}`),
	]);
	const wrong = submissions.filter(({ state }) => state !== 'same' && state !== 'no_file');
	const table = wrong
		.slice(0, 50)
		.map(({ id, team, state, listed, computed }) => [
			...[team, id, WORDS[state], String(listed.public ?? ''), String(computed?.public ?? '')],
			...[String(listed.private ?? ''), String(computed?.private ?? '')],
		]);
	const heads = ['team', 'submission', 'result', 'public', 'computed', 'private', 'computed'];
	const with_ = (state: CheckedSubmission['state']) =>
		submissions.filter((submission) => submission.state === state).length;
	return [
		`${report.competition.title} (${report.competition.slug})`,
		'',
		'Commitments:',
		...chain,
		'',
		`${count(submissions.length, 'submission')}: ${with_('same')} the same, ${wrong.length} not, ${with_('no_file')} by hash only (scorer ${report.scorer_version})`,
		...(table.length
			? [
					'',
					...formatTable(
						heads.map((title) => ({ title })),
						table,
					),
				]
			: []),
		...report.faults.map((fault) => `NOT ${fault}`),
	].join('\n');
}

/** Every fault as a problem, for `--json` and the exit code. */
const problemsOf = ({ commitments, submissions, faults }: Verification) => [
	...commitments.flatMap(({ number, faults }) =>
		faults.map((detail) => ({ code: 'commitment', row: number, detail, remedy: '' })),
	),
	...submissions
		.filter(({ state }) => state !== 'same' && state !== 'no_file')
		.map(({ id, team, state }) => ({
			...{ code: `submission_${state}`, column: id },
			...{ detail: `The submission ${id} of ${team}: ${WORDS[state].toLowerCase()}.`, remedy: '' },
		})),
	...faults.map((detail) => ({ code: 'bundle', detail, remedy: '' })),
];

/** Prints what agrees and what does not; ends with 1 where anything does not. */
export async function verifyBundle(path: string, options: Options): Promise<void> {
	const { hash, submission = [], json = false } = options;
	if (hash !== undefined && !/^[0-9a-f]{64}$/.test(hash)) {
		throw wrongUsage('--hash takes the 64 hexadecimal digits of a commitment.');
	}
	const files = await readBundleFiles(path);
	const progress = startProgress('Scoring', json);
	const about = { brought: await bring(submission), maxBytes: maxUploadBytes() };
	const report = await verify(files, {
		...{ ...about, onProgress: progress.update },
		...(hash === undefined ? {} : { known: hash }),
	})
		.catch((error: Error) => {
			throw refuse(error.message, { code: 'no_bundle', remedy: 'Download the bundle again.' });
		})
		.finally(progress.stop);
	if (json && report.ok) return sayJson(report);
	if (!json) say(describe(report));
	if (report.ok) return say('\nEverything agrees.');
	const problems = problemsOf(report);
	throw refuse(
		`${count(problems.length, 'thing')} in the bundle ${problems.length === 1 ? 'does' : 'do'} not agree.`,
		{
			...{ code: 'not_verified', problems: json ? problems : [] },
			remedy: 'Ask the organiser, with the lines above.',
		},
	);
}
