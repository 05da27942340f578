/** What can still be checked of a folder whose competition.yaml has wrong keys. */
import type { z } from 'zod';
import { ConfigSchema, type Config } from './config-schema.ts';

/** Without these nothing else of the folder means anything. */
const ESSENTIAL = ['task', 'id', 'labels'];
/** Never shown: what they stand in for is in doubt. */
const STAND_INS: Partial<Config> = { slug: 'in-doubt', title: 'In doubt', metric: 'in-doubt' };

export interface Salvaged {
	config: Config;
	/** Top-level keys that are wrong or missing; nothing said of them again would be news. */
	doubted: ReadonlySet<string>;
}

function doubtedKeys(issues: readonly z.core.$ZodIssue[]): Set<string> {
	return new Set(
		issues.flatMap((issue) => {
			if (issue.path.length) return [String(issue.path[0])];
			return issue.code === 'unrecognized_keys' ? issue.keys : [];
		}),
	);
}

/**
 * Leaves the wrong keys out, so that a mistyped key hides no fault of the solution.
 * @returns null where a key is wrong without which nothing can be checked
 */
export function salvage(value: object, issues: readonly z.core.$ZodIssue[]): Salvaged | null {
	const doubted = doubtedKeys(issues);
	if (ESSENTIAL.some((key) => doubted.has(key))) return null;
	const sound = Object.entries(value).filter(([key]) => !doubted.has(key));
	const standIns = Object.entries(STAND_INS).filter(([key]) => doubted.has(key));
	const parsed = ConfigSchema.safeParse(Object.fromEntries([...sound, ...standIns]));
	return parsed.success ? { config: parsed.data, doubted } : null;
}

/** Is a problem about a key that is in doubt? `column` names keys, as in `limits.per_day`. */
export function isDoubted(doubted: Salvaged['doubted'], column: string | undefined): boolean {
	return column !== undefined && doubted.has(/^[^.[]*/.exec(column)![0]);
}
