/**
 * Measures the coverage of every kind of interval, and the level of every kind of paired test, and
 * writes results.json beside this file: `node --import tsx tests/coverage/run.ts [--sets 2000]
 * [--only <part of a group's name>] [--again]`. The same seed gives the same numbers. All of it takes
 * about an hour on one core; what is there already is measured again only with --again.
 */
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { GROUPS, TESTED } from './cells.ts';
import { level, type Level } from './levels.ts';
import { coverage, type Covered } from './measure.ts';

const FILE = join(import.meta.dirname, 'results.json');

interface Results {
	coverage: Record<string, Record<string, Covered & { sets: number }>>;
	level: Record<string, Record<string, Level & { sets: number }>>;
}

const { values } = parseArgs({
	options: {
		sets: { type: 'string', default: '2000' },
		only: { type: 'string', default: '' },
		again: { type: 'boolean', default: false },
	},
});
const sets = Number(values.sets);
const wanted = (group: string) => group.toLowerCase().includes(values.only.toLowerCase());

const read = (): Results =>
	existsSync(FILE)
		? (JSON.parse(readFileSync(FILE, 'utf8')) as Results)
		: { coverage: {}, level: {} };

/** Read anew each time: another run may be at other groups. */
function keep<K extends keyof Results>(
	kind: K,
	group: string,
	name: string,
	measured: Results[K][string][string],
): void {
	const results = read();
	(results[kind][group] ??= {})[name] = rounded(measured);
	writeFileSync(FILE, JSON.stringify(results, null, '\t') + '\n');
}

const done = (kind: keyof Results, group: string, name: string) =>
	!values.again && read()[kind][group]?.[name]?.sets === sets;

const percent = (share: number) => (Number.isNaN(share) ? '–' : (100 * share).toFixed(1));
const rounded = <T extends object>(measured: T): T =>
	JSON.parse(
		JSON.stringify(measured, (_, value: unknown) =>
			typeof value === 'number' ? Number(value.toFixed(4)) : value,
		),
	) as T;

for (const [group, cells] of Object.entries(GROUPS).filter(([name]) => wanted(name))) {
	console.log(
		`\n${group}: % of intervals that hold the truth (above it, below it), withheld of defined`,
	);
	for (const cell of cells) {
		if (done('coverage', group, cell.name)) continue;
		const measured = coverage(cell, sets);
		keep('coverage', group, cell.name, { ...measured, sets });
		const { above, below, withheld, defined } = measured;
		const outside = `(${percent(above)}, ${percent(below)})`;
		console.log(
			`${percent(measured.coverage).padStart(5)} ${outside}  ${cell.name}  ${withheld}/${defined}`,
		);
	}
}

for (const [group, cells] of Object.entries(TESTED).filter(([name]) => wanted(name))) {
	console.log(
		`\n${group}: % of tests of equally good submissions with p < 0.05; any finding after Holm`,
	);
	for (const cell of cells) {
		if (done('level', group, cell.name)) continue;
		const measured = level(cell, sets);
		keep('level', group, cell.name, { ...measured, sets });
		const family = measured.familyWise === null ? '' : `  family ${percent(measured.familyWise)}`;
		console.log(
			`${percent(measured.rejected).padStart(5)}  ${cell.name}  ${measured.tested}${family}`,
		);
	}
}
