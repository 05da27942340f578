/** The plain oracle: papaparse with its own defaults, a join by id, and pairs counted one by one. */
import { gunzipSync, unzipSync } from 'fflate';
import Papa from 'papaparse';
import type { Notice } from '#scorer/index';
import { ID, IDS, LABELS } from './sample.ts';

const plainName = (name: string) => name.toLowerCase().replace(/[\s_.-]/g, '');

function textOf(bytes: Uint8Array, codes: Set<string>): string {
	const unpacked = !codes.has('compressed')
		? bytes
		: bytes[0] === 0x1f
			? gunzipSync(bytes)
			: Object.values(unzipSync(bytes))[0]!;
	const encoding = codes.has('utf16_decoded') ? 'utf-16le' : 'utf-8';
	return new TextDecoder(encoding).decode(unpacked).replace(/\r\n?/g, '\n');
}

/**
 * Scores per label in the order of the expected ids, of a file that was accepted. What the
 * participant was told of the file is believed: encoding, delimiter, decimal comma.
 * @returns null where a header needs more judgement than this, or holds no scores
 */
export function plainScores(bytes: Uint8Array, notices: readonly Notice[]): number[][] | null {
	const codes = new Set<string>(notices.map(({ code }) => code));
	const delimiter = codes.has('semicolon_separated')
		? ';'
		: codes.has('tab_separated')
			? '\t'
			: ',';
	const { data } = Papa.parse<string[]>(textOf(bytes, codes), {
		delimiter,
		newline: '\n',
		skipEmptyLines: 'greedy',
	});
	const header = data[0]!.map(plainName);
	const column = (wanted: string) => {
		const found = header.flatMap((name, i) => (name.endsWith(plainName(wanted)) ? [i] : []));
		return found.length === 1 ? found[0]! : -1;
	};
	const columns = LABELS.map(column);
	if (columns.includes(-1) || column(ID) < 0) return null;
	const byId = new Map(data.slice(1).map((row) => [row[column(ID)]!.trim(), row]));
	const number = (cell: string) =>
		Number(codes.has('decimal_comma') ? cell.trim().replace(',', '.') : cell);
	return columns.map((at) => IDS.map((id) => number(byId.get(id)![at]!)));
}

/** The share of positive-negative pairs in the right order, ties counting half, pair by pair. */
export function plainAuroc(yTrue: ArrayLike<number>, yScore: readonly number[]): number | null {
	let right = 0;
	let pairs = 0;
	for (let i = 0; i < yScore.length; i++) {
		for (let j = 0; j < yScore.length; j++) {
			if (yTrue[i] !== 1 || yTrue[j] !== 0) continue;
			pairs++;
			if (yScore[i]! > yScore[j]!) right++;
			else if (yScore[i] === yScore[j]) right += 0.5;
		}
	}
	return pairs === 0 ? null : right / pairs;
}
