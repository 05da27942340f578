/** The pages that are written where the organiser writes none. */
import { getMetric } from '#scorer/index';
import { labelNames } from './labels.ts';
import type { Check, Choices } from './types.ts';

const code = (name: string) => `\`${name.replaceAll('`', '')}\``;

function asked(choices: Choices): string {
	const names = labelNames(choices);
	if (choices.task === 'binary')
		return `a score for ${code(names[0] ?? '')}, higher meaning likelier`;
	const each = choices.task === 'multiclass' ? 'class' : 'finding';
	return `one score for each ${each}: ${names.map(code).join(', ')}`;
}

export function makePages(choices: Choices): Check['pages'] {
	const { title, summary, metric, group, id, perDay, final, pages } = choices;
	const ranked = getMetric(metric);
	const overview = `# ${title}

${summary ? `${summary}\n\n` : ''}Give each row ${asked(choices)}.
${ranked ? `\nThe ranking is by **${ranked.name}**: ${ranked.description}\n` : ''}
Rows are matched by id, never by their order. Every figure comes with a 95 % interval${group ? ` that minds which rows share a value of *${group}*` : ''}.
`;
	const data = `# Data

A submission is a CSV with the column ${code(id)} and ${asked(choices)}. \`sample_submission.csv\` shows the form.
`;
	const rules = `# Rules

1. ${perDay === null ? 'Any number of submissions is taken.' : `**${perDay} submissions in any 24 hours.** A file that is refused costs nothing.`}
2. Each participant chooses up to ${final} for the private ranking, or else the best public ones count.
3. Nobody may label the test rows by hand or look their labels up.
`;
	return {
		overview: pages.overview ?? overview,
		data: pages.data ?? data,
		rules: pages.rules ?? rules,
	};
}
