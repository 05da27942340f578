/** `holdout competition clone` */
import type { Holdout } from '#lib/server/holdout';
import { serverFrom } from '../environment.ts';
import { refuse } from '../outcome.ts';
import { say, sayJson } from '../output.ts';
import { createClient } from '#lib/api/client';
import { calling, fetchFrom } from '../remote.ts';

interface Options {
	as: string;
	shift: string;
	title?: string;
	roster?: boolean;
	server?: string;
	json?: boolean;
}

const DAYS: Record<string, number> = { d: 1, w: 7 };

/** `365d`, `-2w`. */
export function daysOf(written: string): number {
	const [, count, unit] = /^([+-]?\d{1,4})([dw])$/.exec(written.trim()) ?? [];
	if (count && unit) return Number(count) * DAYS[unit]!;
	throw refuse(`"${written}" is no shift.`, {
		code: 'invalid_shift',
		remedy: 'Write days or weeks, such as --shift 365d or --shift 52w.',
	});
}

async function cloneIn(holdout: Holdout, slug: string, options: Options, days: number) {
	const { findCompetition } = await import('#db/queries/competitions');
	const { cloneCompetition } = await import('#lib/server/competitions/clone');
	const competition = await findCompetition(holdout.db, slug);
	if (!competition) throw refuse(`There is no competition "${slug}".`, { code: 'not_found' });
	const { as, title, roster = false } = options;
	const shiftMs = days * 24 * 60 * 60 * 1000;
	return cloneCompetition(holdout, competition, { slug: as, title, shiftMs, roster }, null);
}

/** Makes a competition again with other dates, on a server or in the local data folder. */
export async function cloneTo(slug: string, options: Options): Promise<void> {
	const days = daysOf(options.shift);
	const server = serverFrom(options.server);
	const { as, title, roster = false } = options;
	if (!/^[a-z0-9]+(-[a-z0-9]+)*$/.test(as)) {
		throw refuse(`"${as}" cannot be a slug.`, {
			code: 'invalid_slug',
			remedy: 'Use small letters, digits and single hyphens.',
		});
	}
	if (server) {
		const request = { slug: as, title, shift_days: days, roster };
		await calling(server, () => createClient(fetchFrom(server)).cloneCompetition(slug, request));
	} else {
		const { withHoldout } = await import('../local.ts');
		await withHoldout((holdout) => cloneIn(holdout, slug, options, days));
	}
	if (options.json) return sayJson({ ok: true, slug: as, shift_days: days });
	say(`Made ${as} of ${slug}, every date shifted by ${days} days, with nobody's submissions.`);
}
