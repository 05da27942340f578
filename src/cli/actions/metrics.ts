/** `holdout metrics`: what a competition may be ranked by. */
import { metrics, metricsFor, type Task } from '#scorer/index';
import { metricInfo } from '#lib/api/metric-info';
import { formatTable } from '../format/table.ts';
import { note, say, sayJson } from '../output.ts';
import { style } from '../style.ts';

type Info = ReturnType<typeof metricInfo>;

const parametersOf = ({ parameters }: Info) =>
	Object.entries(parameters)
		.map(([name, { value, range }]) => `${name}=${value} (${range[0]} to ${range[1]})`)
		.join(', ');

/** Lists the metrics of a task, or all. */
export function listMetrics({ task, json = false }: { task?: Task; json?: boolean }): void {
	const listed = (task ? metricsFor(task) : metrics).map(({ id }) => metricInfo(id));
	if (json) return sayJson({ ok: true, metrics: listed });
	const lines = formatTable(
		[
			...[{ title: 'id' }, { title: 'name' }, { title: 'tasks' }],
			...[{ title: 'better' }, { title: 'parameters' }],
		],
		listed.map((info) => [
			...[info.id, info.name, info.tasks.join(', ')],
			...[info.higher_is_better ? 'higher' : 'lower', parametersOf(info)],
		]),
	);
	say([style.bold(lines[0]!), ...lines.slice(1)].join('\n'));
	note(style.dim('\nUse an id under `metric` or `metrics` in competition.yaml.'));
}
