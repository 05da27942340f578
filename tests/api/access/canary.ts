/** Secrets of a solution that no answer may hold, and where to look for them. */
import { createHash } from 'node:crypto';
import { unzipSync } from 'fflate';
import type { Folder } from '#lib/competition-folder/index';
import { smallCompetition } from '../small.ts';

const decode = (bytes: Uint8Array) => new TextDecoder().decode(bytes);

/**
 * The small competition whose solution also holds a column that nothing names, patients and a path:
 * each a text that is found wherever it goes.
 */
export function planted(slug: string): { folder: Folder; canaries: string[] } {
	const folder = smallCompetition({
		slug,
		yaml: 'late: accept\nteams: { max_size: 3 }\ngroup: Patient\nsolution: hidden/canary-path.csv\nexamples: [{ name: Weak, file: examples/weak.csv }]',
		files: { 'data/train.csv': 'a,b\n1,2\n', 'examples/weak.csv': '' },
	});
	const [header, ...rows] = decode(folder.get('solution.csv')!).trim().split('\n');
	const lines = rows.map((row, i) => `${row},canary-patient-${slug}-${i >> 1},canary-note-${slug}`);
	const solution = new TextEncoder().encode(`${header},Patient,Note\n${lines.join('\n')}\n`);
	folder.delete('solution.csv');
	folder.set('hidden/canary-path.csv', solution);
	const ids = rows.map((row) => `${row.split(',')[0]},0.5,0.4`);
	folder.set(
		'examples/weak.csv',
		new TextEncoder().encode(`image,Effusion,Nodule\n${ids.join('\n')}\n`),
	);
	const sha256 = createHash('sha256').update(solution).digest('hex');
	return { folder, canaries: ['canary-patient-', 'canary-note-', 'canary-path', sha256] };
}

/** All text of an answer: as it is, and of each file where it is a zip. */
export function textsOf(bytes: Uint8Array): string {
	if (bytes[0] !== 0x50 || bytes[1] !== 0x4b) return decode(bytes);
	return Object.entries(unzipSync(bytes))
		.map(([name, content]) => `${name}\n${decode(content)}`)
		.join('\n');
}
