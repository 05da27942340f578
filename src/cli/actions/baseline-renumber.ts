/**
 * Ids of a submission as an imported competition has them. `holdout import` numbers the test rows where
 * published names give labels away; its solution says in the column `File` which row is which.
 */
import { readFile } from 'node:fs/promises';
import { createTally } from '#baselines/data/problems';
import { readTextTable } from '#baselines/data/read/text-table';
import { csvCell } from '#baselines/index';
import { refuse } from '../outcome.ts';

export interface Numbering {
	/** Name of the competition's id column. */
	id: string;
	/** Its ids by the published names. */
	ids: ReadonlyMap<string, string>;
	/** Of the solution, for messages. */
	path: string;
}

const FILE = 'File';

export async function readSolution(path: string): Promise<Numbering> {
	const bytes = await readFile(path).catch(() => {
		throw refuse(`${path} is not there.`, { remedy: 'Name the solution.csv of `holdout import`.' });
	});
	const table = readTextTable(bytes, path, createTally());
	const names = table?.columns.get(FILE);
	const id = table?.names[0];
	if (!table || !names || id === undefined) {
		throw refuse(`${path} has no column ${FILE}.`, {
			remedy: 'Where `holdout import` kept the published ids, nothing is to be renamed.',
		});
	}
	const own = table.columns.get(id)!;
	return { id, path, ids: new Map(names.map((name, row) => [name, own[row]!])) };
}

/**
 * @param csv a submission of ours: ids, then scores
 * @returns its rows of the competition's test set, in its names
 */
export function renumber(csv: string, { id, ids, path }: Numbering): string {
	const { names, columns } = readTextTable(new TextEncoder().encode(csv), path, createTally())!;
	const kept = columns.get(names[0]!)!.flatMap((name, row) => {
		const renamed = ids.get(name);
		if (renamed === undefined) return [];
		const scores = names.slice(1).map((label) => columns.get(label)![row]!);
		return [[csvCell(renamed), ...scores].join(',')];
	});
	if (kept.length !== ids.size) {
		throw refuse(`The submission has ${kept.length} of the ${ids.size} images of ${path}.`, {
			remedy: 'Train on the table whose test images are those of the competition.',
		});
	}
	return `${[[id, ...names.slice(1)].map(csvCell).join(','), ...kept].join('\n')}\n`;
}
