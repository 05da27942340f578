/** Numbers that an organiser may set for metrics, such as the k of top-k accuracy. */
import type { TaskSpec } from '../types.ts';
import type { Parameter } from './define.ts';
import { metrics } from './index.ts';

/** Parameters of all metrics of these ids, by name; metrics that share a name share its definition. */
export function parametersOf(ids?: readonly string[]): Record<string, Parameter> {
	const wanted = metrics.filter(({ id }) => !ids || ids.includes(id));
	return Object.assign({}, ...wanted.map(({ parameters }) => parameters ?? {}));
}

/** The value in force. Throws for a name that no metric declares. */
export function parameterOf(spec: Pick<TaskSpec, 'parameters'>, name: string): number {
	const set = spec.parameters?.[name];
	if (set !== undefined) return set;
	const found = parametersOf()[name];
	if (!found) throw new Error(`No metric has a parameter ${name}`);
	return found.default;
}
