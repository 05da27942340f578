/** Problems and notices as a list to read. */
import type { CliNotice, CliProblem } from '../outcome.ts';
import { errStyle } from '../style.ts';

/** At most this many are printed; `--json` has all. */
const SHOWN = 50;
const thousands = (n: number) => n.toLocaleString('en-US');

/** `competition.yaml, row 3, column labels` */
function place({ file, row, column }: Pick<CliProblem, 'file' | 'row' | 'column'>): string {
	const parts = [
		file,
		row === undefined ? undefined : `row ${thousands(row)}`,
		column === undefined ? undefined : `column ${column}`,
	];
	return parts.filter((part) => part !== undefined).join(', ');
}

function problemLines(problem: CliProblem): string[] {
	const where = place(problem);
	const lines = [
		`  ${errStyle.bad('✗')} ${errStyle.bold(problem.code)}${where ? `  ${where}` : ''}`,
		`    ${problem.detail}`,
	];
	if (problem.line !== undefined) lines.push(`    ${errStyle.dim(`│ ${problem.line}`)}`);
	const told = problem.examples?.every((example) => problem.detail.includes(example)) ?? true;
	if (!told) lines.push(errStyle.dim(`    such as ${problem.examples!.join(', ')}`));
	if (problem.remedy) lines.push(`    → ${problem.remedy}`);
	return lines;
}

/** Code, place, detail, offending line and remedy of each. */
export function formatProblems(problems: CliProblem[]): string {
	const lines = problems.slice(0, SHOWN).flatMap(problemLines);
	const hidden = problems.length - SHOWN;
	if (hidden > 0) lines.push(errStyle.dim(`  … and ${thousands(hidden)} more; --json lists all.`));
	return lines.join('\n');
}

export const formatNotices = (notices: CliNotice[]): string =>
	notices
		.map((notice) => {
			const where = notice.file && !notice.detail.includes(notice.file) ? `${notice.file}: ` : '';
			return `  ${errStyle.warn('!')} ${where}${notice.detail} ${errStyle.dim(`(${notice.code})`)}`;
		})
		.join('\n');
