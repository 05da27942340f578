/**
 * Measures the coverage of every kind of interval, and the level of every kind of paired test, and
 * writes results.json beside this file: `node --import tsx tests/coverage/run.ts [--sets 2000]
 * [--only <part of a group's name>]`. The same seed gives the same numbers. All of it takes about
 * an hour on one core; a run of a part keeps the other results.
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
	options: { sets: { type: 'string', default: '2000' }, only: { type: 'string', default: '' } },
});
const sets = Number(values.sets);
const wanted = (group: string) => group.toLowerCase().includes(values.only.toLowerCase());

const results: Results = existsSync(FILE)
	? (JSON.parse(readFileSync(FILE, 'utf8')) as Results)
	: { coverage: {}, level: {} };
const write = () => writeFileSync(FILE, JSON.stringify(results, null, '\t') + '\n');

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
	const found: Results['coverage'][string] = (results.coverage[group] = {});
	for (const cell of cells) {
		const measured = coverage(cell, sets);
		const { above, below, withheld, defined } = measured;
		found[cell.name] = { ...rounded(measured), sets };
		const outside = `(${percent(above)}, ${percent(below)})`;
		console.log(
			`${percent(measured.coverage).padStart(5)} ${outside}  ${cell.name}  ${withheld}/${defined}`,
		);
		write();
	}
}

for (const [group, cells] of Object.entries(TESTED).filter(([name]) => wanted(name))) {
	console.log(
		`\n${group}: % of tests of equally good submissions with p < 0.05; any finding after Holm`,
	);
	const found: Results['level'][string] = (results.level[group] = {});
	for (const cell of cells) {
		const measured = level(cell, sets);
		found[cell.name] = { ...rounded(measured), sets };
		const family = measured.familyWise === null ? '' : `  family ${percent(measured.familyWise)}`;
		console.log(
			`${percent(measured.rejected).padStart(5)}  ${cell.name}  ${measured.tested}${family}`,
		);
		write();
	}
}
