/** stage_2_detailed_class_info.csv: what radiographs without an opacity show. */
import { plural, quoted } from '#scorer/csv/text';
import { faultAt } from '../kit/cells.ts';
import type { Fault, Faults } from '../kit/faults.ts';
import { readSourceTable } from '../kit/table.ts';
import type { SourceFile } from '../types.ts';

const shown = (examples: readonly string[]) => examples.slice(0, 3).map(quoted).join(', ');

const UNKNOWN_CLASS: Fault = {
	code: 'unknown_class',
	detail: (count, examples) =>
		`${plural(count, 'row has', 'rows have')} an unknown class: ${shown(examples)}.`,
	remedy: 'The classes are Normal, Lung Opacity and No Lung Opacity / Not Normal.',
};
const UNKNOWN_ID: Fault = {
	code: 'unknown_id',
	detail: (count, examples) =>
		`${plural(count, 'radiograph has', 'radiographs have')} a class and no label: ${shown(examples)}.`,
	remedy: 'Take both files from the same stage.',
};
const TWO_CLASSES: Fault = {
	code: 'conflicting_rows',
	detail: (count, examples) =>
		`${plural(count, 'radiograph has', 'radiographs have')} rows of different classes: ${shown(examples)}.`,
	remedy: 'Take the file as published, or remove one of the rows.',
};

export interface Classes {
	/** Index into the classes per radiograph. */
	of: number[];
}

/** The class of each radiograph; null, with the reasons among the faults, where one has none. */
export function readClasses(
	file: SourceFile,
	ids: readonly string[],
	classes: readonly string[],
	faults: Faults,
): Classes | null {
	const table = readSourceTable(file, faults);
	if (!table) return null;
	const known = new Set(ids);
	const classOf = new Map<string, number>();
	const names = table.column('class');
	table.column('patientId').forEach((id, row) => {
		const k = classes.indexOf(names[row]!);
		const before = classOf.get(id);
		if (k < 0) faultAt(faults, UNKNOWN_CLASS, table, row, 'class');
		else if (!known.has(id)) faultAt(faults, UNKNOWN_ID, table, row, 'patientId');
		else if (before !== undefined && before !== k) {
			faultAt(faults, TWO_CLASSES, table, row, 'patientId');
		} else classOf.set(id, k);
	});
	const without = ids.filter((id) => !classOf.has(id));
	if (without.length && faults.isEmpty) {
		faults.push({
			code: 'missing_id',
			file: table.file,
			detail: `${plural(without.length, 'radiograph has', 'radiographs have')} a label and no class: ${shown(without)}.`,
			remedy: 'Take both files from the same stage.',
			count: without.length,
		});
	}
	return faults.isEmpty ? { of: ids.map((id) => classOf.get(id)!) } : null;
}
