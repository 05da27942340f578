/** From a table to what it probably is. Every guess can be corrected. */
import { findColumn } from '#scorer/csv/columns';
import { nearestName } from '#scorer/csv/nearest';
import { parseDecimal } from '#scorer/csv/number';
import { metrics, metricsFor } from '#scorer/index';
import type { Task } from '#scorer/types';
import { metricInfo } from '#lib/api/metric-info';
import { describeColumn, guessColumns } from '#lib/components/score/guess';
import { slugOf } from './slug.ts';
import type { Choices, Table, Understood, WizardColumn } from './types.ts';

/** Written where a list of findings is empty. */
const NOTHING = /^(no finding|none|normal|)$/i;
const MOST_PARTS = 60;
const SUBGROUP =
	/^(patient )?(sex|gender|age|age group|view|view position|site|hospital|scanner|race|ethnicity)$/i;
const AGE_BANDS = [18, 40, 65];

const spaced = (name: string) => name.replace(/([a-z])([A-Z])/g, '$1 $2').replace(/[_-]+/g, ' ');

/** The names in cells such as `Mass|Nodule`, the commonest first; empty where it is no list. */
export function partsOf(cells: readonly string[]): string[] {
	if (!cells.some((cell) => cell.includes('|'))) return [];
	const counts = new Map<string, number>();
	for (const cell of cells) {
		for (const part of cell.split('|').map((each) => each.trim())) {
			if (!NOTHING.test(part)) counts.set(part, (counts.get(part) ?? 0) + 1);
		}
		if (counts.size > MOST_PARTS) return [];
	}
	return [...counts.keys()].sort();
}

function isNumeric(cells: readonly string[]): boolean {
	const said = cells.filter((cell) => cell !== '');
	const numbers = said.filter((cell) => !isNaN(parseDecimal(cell))).length;
	return said.length > 0 && numbers === said.length;
}

export function understand(table: Table): Understood {
	const columns = table.names.map((name): WizardColumn => {
		const cells = table.columns.get(name)!;
		const described = describeColumn(name, cells);
		const classes = described.kind === 'text' ? classesOf(cells) : [];
		return { ...described, parts: partsOf(cells), isNumeric: isNumeric(cells), classes };
	});
	return {
		file: table.file,
		rows: table.rows,
		columns,
		hasUsage: findColumn([...table.names], 'Usage') >= 0,
		metrics: metrics.map(({ id }) => metricInfo(id)),
		defaults: {
			binary: defaultMetric('binary'),
			multiclass: defaultMetric('multiclass'),
			multilabel: defaultMetric('multilabel'),
		},
	};
}

/**
 * Values of a class column that are classes. A value of hardly any row that looks like a common one
 * is a slip of the pen: as no class, it is listed with its row.
 */
export function classesOf(cells: readonly string[]): string[] {
	const counts = new Map<string, number>();
	for (const cell of cells) if (cell !== '') counts.set(cell, (counts.get(cell) ?? 0) + 1);
	const rare = Math.max(1, cells.length / 1000);
	const common = [...counts].filter(([, n]) => n > 10 * rare).map(([value]) => value);
	return [...counts]
		.filter(([value, n]) => n > rare || nearestName(value, common) === undefined)
		.map(([value]) => value)
		.sort();
}

/** The first metric that only looks at the order of scores: what needs no threshold. */
export function defaultMetric(task: Task): string {
	const fitting = metricsFor(task);
	return (fitting.find(({ rankBased }) => rankBased) ?? fitting[0]!).id;
}

const titleOf = (file: string): string =>
	file
		.replace(/^.*\//, '')
		.replace(/(\.\w{1,4})+$/, '')
		.replace(/[_-]+/g, ' ')
		.trim()
		.replace(/^./, (c) => c.toUpperCase());

/** What is asked of each row. */
function guessTask(table: Table, { columns }: Understood) {
	const rows = Array.from({ length: table.rows }, (_, row) =>
		table.names.map((name) => table.columns.get(name)![row]!),
	);
	const guess = guessColumns([...table.names], rows, columns);
	const list = columns.find(({ name, parts }) => parts.length > 1 && name !== guess.id);
	const hasHot = guess.labels.length > 0 && guess.target === undefined;
	if (list && !hasHot) {
		return {
			...guess,
			task: 'multilabel' as const,
			labels: list.parts,
			list: list.name,
			target: '',
		};
	}
	return { ...guess, list: '', target: guess.target ?? '' };
}

/** Choices to begin with. */
export function guessChoices(table: Table, understood: Understood): Choices {
	const {
		task,
		id,
		labels,
		missingLabels,
		group = '',
		target,
		list,
	} = guessTask(table, understood);
	const rest = understood.columns.filter(
		({ name }) => ![id, group, target, list, ...labels].includes(name),
	);
	const subgroups = rest.filter(
		({ name, values, isNumeric }) =>
			SUBGROUP.test(spaced(name)) && (isNumeric || (values.length > 1 && values.length <= 30)),
	);
	const banded = subgroups.filter(({ name, isNumeric }) => isNumeric && /age/i.test(name));
	const title = titleOf(table.file) || 'New competition';
	return {
		...{ task, id, target, list, negative: '', group, missing: missingLabels },
		labels: target ? [] : [...labels],
		classes: target ? classesOf(table.columns.get(target)!) : [],
		metric: defaultMetric(task),
		subgroups: subgroups.map(({ name }) => name),
		bands: Object.fromEntries(banded.map(({ name }) => [name, AGE_BANDS])),
		usage: understood.hasUsage ? 'column' : 'drawn',
		...{ share: null, seed: 1, merge: false, shuffle: false, renumber: false },
		...{ title, slug: slugOf(title) || 'competition', summary: '' },
		...{ opens: '', closes: '', perDay: 5, final: 2 },
		pages: { overview: null, data: null, rules: null },
		offerTraining: true,
	};
}
