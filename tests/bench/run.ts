/**
 * `npm run bench`: Holdout beside pandas and scikit-learn, on the same files in one run, from the
 * bytes of a submission; no process start is counted on either side. With `-- --json FILE` the rows
 * are written there too, `-- --quick` leaves out what takes minutes.
 */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { cpus, loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { formatTable, type Cell } from '../../src/cli/format/table.ts';
import { compare } from './compare.ts';
import { featureColumns, featureLines, featureSpeeds } from './features.ts';
import { growth } from './growth.ts';
import { macroF1Bootstrap, wholeReport } from './resamples.ts';
import type { BenchRow } from './row.ts';
import { chestXray14, generatedSet, withSeventeenDigits } from './sets.ts';
import { findPython } from './side.ts';

const { values: options } = parseArgs({
	options: { json: { type: 'string' }, quick: { type: 'boolean', default: false } },
});

const columns = [
	{ title: '' },
	{ title: 'Holdout', align: 'right' as const },
	{ title: 'Python', align: 'right' as const },
	{ title: 'ratio', align: 'right' as const, decimals: 2 },
	{ title: 'target' },
	{ title: '' },
];

const shown = (value: number | null, unit: string): Cell =>
	value === null ? null : `${value.toFixed(value < 100 ? 1 : 0)} ${unit}`;

const line = ({ work, ours, theirs, unit, ratio, target, met, note }: BenchRow): Cell[] => [
	work,
	shown(ours, unit),
	shown(theirs, unit),
	ratio ?? null,
	target === undefined ? null : `${target}${met === null ? '' : met ? ': met' : ': MISSED'}`,
	note ?? '',
];

const python = findPython();
const folder = mkdtempSync(join(tmpdir(), 'holdout-bench-'));
const rows: BenchRow[] = [];
let versions: string;
try {
	const set = chestXray14(folder);
	if (set.name === 'generated') console.log('ChestX-ray14 is not here: a generated set stands in.');
	const first = await compare(set, folder, { python, runs: 41, target: 4 });
	versions = first.versions;
	rows.push(first.speed);
	const long = withSeventeenDigits(set, folder);
	rows.push((await compare(long, folder, { python, runs: 31, target: 2 })).speed);
	rows.push(wholeReport(set, 5), macroF1Bootstrap(set, 5));
	if (!options.quick) {
		const million = generatedSet(folder, 1_000_000);
		const { speed, memory } = await compare(million, folder, { python, runs: 3, target: 4 });
		rows.push(speed, memory);
		rows.push(...(await growth(folder, [10_000, 30_000, 100_000, 300_000, 1_000_000], 7)));
	}
} finally {
	rmSync(folder, { recursive: true, force: true });
}

const load = loadavg()[0]!.toFixed(1);
console.log(`${versions}; ${cpus().length} × ${cpus()[0]?.model ?? 'unknown CPU'}, load ${load}\n`);
console.log(formatTable(columns, rows.map(line)).join('\n'));
const features = options.quick ? await featureSpeeds(64, 1) : await featureSpeeds(128, 10);
console.log(`\n${formatTable(featureColumns, featureLines(features)).join('\n')}`);
if (python === null) {
	console.log('\nNothing to compare with: no python3 with pandas and scikit-learn was found.');
	console.log('On Debian: apt-get install python3-pandas python3-sklearn');
}
if (options.json) {
	writeFileSync(
		options.json,
		JSON.stringify({ versions, load: loadavg(), rows, features }, null, '\t') + '\n',
	);
}
