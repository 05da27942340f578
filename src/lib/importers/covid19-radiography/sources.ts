/** Where the images of each class come from: in this data set that is nearly the class itself. */
import { grouped, plural } from '#scorer/csv/text';
import { countBy } from '../kit/cells.ts';
import type { ReportItem } from '../types.ts';

/** A short name for the address of a source: host, and owner and repository on GitHub or Kaggle. */
export function sourceName(url: string): string {
	const found = /^(?:https?:\/\/)?(?:www\.)?([^/\s]+)\/?([^?#\s]*)/i.exec(url.trim());
	if (!found) return url.trim();
	const host = found[1]!.toLowerCase();
	const path = found[2]!.split('/').filter(Boolean);
	// Competitions have no owner: kaggle.com/c/<name>.
	const shared = host === 'kaggle.com' && /^(c|competitions)$/.test(path[0] ?? '');
	const rest = host === 'kaggle.com' && path[0] === 'datasets' ? path.slice(1) : path;
	const owner = shared
		? path.slice(1, 2)
		: /^(github|kaggle)\.com$/.test(host)
			? rest.slice(0, 2)
			: [];
	return [host, ...owner].join('/');
}

function table(classes: readonly string[], sources: readonly string[]) {
	const pairs = countBy(
		sources.map((source, row) => JSON.stringify([source || 'not stated', classes[row]!])),
	);
	const rows = [...pairs].map(([pair, count]) => {
		const [source, name] = JSON.parse(pair) as [string, string];
		return [source, name, count] as const;
	});
	return { columns: ['Source', 'Class', 'Images'], rows: rows.sort((a, b) => b[2] - a[2]) };
}

/** How well the source alone tells the class: every image gets the commonest class of its source. */
function accuracyOfSource(classes: readonly string[], sources: readonly string[]): number {
	const bySource = new Map<string, string[]>();
	sources.forEach((source, row) => {
		const of = bySource.get(source);
		if (of) of.push(classes[row]!);
		else bySource.set(source, [classes[row]!]);
	});
	let right = 0;
	for (const of of bySource.values()) right += Math.max(...countBy(of).values());
	return right / classes.length;
}

/** Always a warning: without metadata the confounding is there too, and only not counted. */
export function reportOnSources(
	classes: readonly string[],
	sources: readonly string[],
): ReportItem[] {
	const stated = sources.filter(Boolean).length;
	if (!stated) {
		const detail =
			'Every class was put together from other sources (hospitals, other data sets, papers). The metadata tables, which say which image is from where, were not given.';
		return [{ code: 'sources_confounded', severity: 'warning', detail }];
	}
	const pure = [...new Set(sources.filter(Boolean))].filter(
		(source) => new Set(classes.filter((_, row) => sources[row] === source)).size === 1,
	);
	const share = accuracyOfSource(classes, sources);
	return [
		{
			code: 'sources_confounded',
			severity: 'warning',
			detail: `${plural(pure.length, 'source has', 'sources have')} images of one class only. Whoever knows the source of an image and nothing else names its class in ${(100 * share).toFixed(1)} % of ${grouped(classes.length)} images.`,
			treatment: 'The column Source measures each source by itself.',
			count: pure.length,
			table: table(classes, sources),
		},
	];
}
