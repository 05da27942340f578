/** The checklist of the upload surface. */
import { plural } from '../csv/text.ts';

export type CheckId = 'format' | 'columns' | 'ids' | 'values';

export interface Check {
	id: CheckId;
	/** Skipped: what comes before it failed so that nothing could be said. */
	state: 'passed' | 'failed' | 'skipped';
	/** What was found, in a few words with counts. */
	detail: string;
}

export const CHECKS: readonly CheckId[] = ['format', 'columns', 'ids', 'values'];

export const skipped = (id: CheckId): Check => ({ id, state: 'skipped', detail: 'Not reached.' });

export const checked = (id: CheckId, failed: boolean, detail: string): Check => ({
	id,
	state: failed ? 'failed' : 'passed',
	detail,
});

export const formDetail = (rows: number, columns: number): string =>
	`${plural(rows, 'row')} and ${plural(columns, 'column')}.`;
