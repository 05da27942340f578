/** `holdout audit verify` */
import { at } from '#lib/api/paths';
import { request } from '#lib/api/request';
import type { AuditCheck } from '#lib/api/schemas/audit';
import { serverFrom } from '../environment.ts';
import { formatTable } from '../format/table.ts';
import { refuse, wrongUsage } from '../outcome.ts';
import { say, sayJson } from '../output.ts';
import { calling, fetchFrom } from '../remote.ts';

interface Options {
	head?: string;
	server?: string;
	json?: boolean;
}

type Checked = AuditCheck & { competition: string };

async function checkLocally(slug: string | undefined, head?: string): Promise<Checked[]> {
	const { withHoldout } = await import('../local.ts');
	const { listAudited, verifyAudit } = await import('#db/queries/audit');
	return withHoldout(async ({ db }) => {
		const logs = await listAudited(db);
		const wanted = slug === undefined ? logs : logs.filter((log) => log.slug === slug);
		if (slug !== undefined && !wanted.length) {
			throw refuse(`There is no audit log of "${slug}".`, { code: 'not_found' });
		}
		const checked: Checked[] = [];
		for (const { id, slug: name } of wanted) {
			const { brokenAt, ...state } = await verifyAudit(db, id, head);
			checked.push({ competition: name ?? id, ...state, broken_at: brokenAt });
		}
		return checked;
	});
}

async function checkRemotely(server: string, slug: string, head?: string): Promise<Checked[]> {
	const check = await calling(server, () =>
		request<AuditCheck>(fetchFrom(server), `${at(slug)}/audit/check`, { query: { head } }),
	);
	return [{ competition: slug, ...check }];
}

/** Prints one line a log; ends with 1 where a chain is broken. */
export async function verifyLogs(slug: string | undefined, options: Options): Promise<void> {
	const { head, json = false } = options;
	if (head !== undefined && !/^[0-9a-f]{64}$/.test(head)) {
		throw wrongUsage('--head takes the 64 hexadecimal digits of a hash.');
	}
	const server = serverFrom(options.server);
	if (slug === undefined && (server || head)) {
		throw wrongUsage(
			'Name a competition.',
			'All logs at once are checked on the data folder only.',
		);
	}
	const logs = await (server ? checkRemotely(server, slug!, head) : checkLocally(slug, head));
	const broken = logs.filter(({ whole }) => !whole);
	if (json && !broken.length) return sayJson({ ok: true, logs });
	if (!json) {
		const columns = [
			{ title: 'competition' },
			{ title: 'entries', align: 'right' as const },
			{ title: 'state' },
			{ title: 'last hash' },
		];
		const stateOf = ({ broken_at }: Checked) =>
			broken_at === null ? 'whole' : `broken at ${broken_at.seq} (${broken_at.reason})`;
		const rows = logs.map((log) => [log.competition, log.entries, stateOf(log), log.head]);
		say(formatTable(columns, rows).join('\n'));
	}
	if (!broken.length) return;
	throw refuse(broken.length === 1 ? 'A chain is broken.' : `${broken.length} chains are broken.`, {
		code: 'broken_chain',
		remedy: 'Compare with a backup or a downloaded log; entries before the break are as written.',
		problems: broken.map(({ competition, broken_at }) => ({
			code: 'broken_chain',
			row: broken_at!.seq,
			detail: `The log of ${competition} breaks at entry ${broken_at!.seq} (${broken_at!.reason}).`,
			remedy: 'Compare with a backup.',
		})),
	});
}
