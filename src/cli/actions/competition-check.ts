/** `holdout competition check` */
import { adviseFolder } from '#lib/competition-folder/advice';
import type { Advice } from '#scorer/advice/index';
import { readCompetition } from '../files.ts';
import { say, sayJson } from '../output.ts';
import { style } from '../style.ts';

const MARKS = { problem: style.bad('✗'), warning: style.warn('!'), note: style.dim('·') };

const formatAdvice = ({ severity, code, detail, remedy }: Advice): string =>
	[`${MARKS[severity]} ${style.bold(code)}  ${detail}`, `  → ${remedy}`].join('\n');

/** Prints what the rows of a competition folder can and cannot tell. A folder with problems is refused. */
export async function checkCompetition(
	path: string,
	{ json = false }: { json?: boolean },
): Promise<void> {
	const competition = await readCompetition(path, 'run');
	const advice = adviseFolder(competition);
	if (json) return sayJson({ ok: true, competition: competition.config.slug, advice });
	say(advice.map(formatAdvice).join('\n'));
}
