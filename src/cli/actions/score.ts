/** `holdout score`: the server's code on a folder and a file, without server or database. */
import { scoreSubmission } from '#scorer/index';
import { maxUploadBytes } from '../environment.ts';
import { readCompetition, readInput } from '../files.ts';
import { formatNotices } from '../format/problems.ts';
import { formatReport } from '../format/report.ts';
import { note, say, sayJson } from '../output.ts';
import { refuse } from '../outcome.ts';
import { startProgress } from '../progress.ts';

interface Options {
	intervals?: 'main' | 'all' | 'none';
	json?: boolean;
}

/** Scores a file, and prints the report; a file or folder with problems is refused with all of them. */
export async function score(
	folderPath: string,
	submissionPath: string,
	{ intervals = 'main', json = false }: Options,
): Promise<void> {
	const progress = startProgress('Scoring', json);
	const bytes = await readInput(submissionPath, maxUploadBytes());
	const { solution, spec, config } = await readCompetition(folderPath);
	const result = scoreSubmission(bytes, solution, spec, {
		intervals,
		maxBytes: maxUploadBytes(),
		onProgress: progress.update,
	});
	progress.stop();
	if (!result.ok) {
		throw refuse(`${submissionPath} cannot be scored:`, {
			code: 'invalid_submission',
			problems: result.problems,
			notices: result.notices,
		});
	}
	if (json) return sayJson({ ...result, competition: config.slug });
	say(formatReport(result.metric, result.splits, spec.columns));
	if (result.notices.length) note(`\n${formatNotices(result.notices)}`);
}
