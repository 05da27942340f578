/** `holdout score`: the server's code on a folder and a file, without server or database. */
import { readCompetitionFolder } from '#lib/competition-folder/index';
import { scoreSubmission } from '#scorer/index';
import { maxUploadBytes } from '../environment.ts';
import { readFolder, readInput, refusedFolder } from '../files.ts';
import { formatNotices } from '../format/problems.ts';
import { formatReport } from '../format/report.ts';
import { note, say, sayJson } from '../output.ts';
import { refuse } from '../outcome.ts';
import { startProgress } from '../progress.ts';

/** Scores a file, and prints the report; a file or folder with problems is refused with all of them. */
export async function score(
	folderPath: string,
	submissionPath: string,
	{ json = false }: { json?: boolean },
): Promise<void> {
	const progress = startProgress('Scoring', json);
	const bytes = await readInput(submissionPath, maxUploadBytes());
	const read = readCompetitionFolder(await readFolder(folderPath));
	if (!read.competition) throw refusedFolder(folderPath, read);
	const { solution, spec, config } = read.competition;
	const result = scoreSubmission(bytes, solution, spec, {
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
	say(formatReport(result.metric, result.splits));
	if (result.notices.length) note(`\n${formatNotices(result.notices)}`);
}
