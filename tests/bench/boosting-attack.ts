/**
 * What a team gains that ignores the images and asks the board instead: random files are sent in,
 * those that came out above chance are kept, and their mean is the final file (the boosting attack of
 * Blum and Hardt 2015). Scored by the real scorer, told exactly, rounded, or by the Ladder.
 *
 *   node --import tsx tests/bench/boosting-attack.ts
 */
import { climb, type Rung } from '#scorer/ranking/ladder';
import { parseSolution, scoreWithEvidence, type Solution, type TaskSpec } from '#scorer/index';
import { randomUnit } from '#scorer/stats/random';

export type Feedback = 'exact' | 'two decimals' | 'ladder';

export interface AttackOptions {
	metric: 'auroc' | 'accuracy';
	/** Rows of each split. */
	rows: number;
	/** Files sent in before the last one. */
	files: number;
	feedback: Feedback;
	seed: number;
}

export interface AttackResult {
	/** True scores of the last file. */
	public: number;
	private: number;
	/** Files for which the board told something new. */
	told: number;
}

/** Coins for labels: nothing can be learned but from the board. */
function hiddenLabels({ rows, metric, seed }: AttackOptions): {
	spec: TaskSpec;
	solution: Solution;
} {
	const uniform = randomUnit(seed);
	const lines = ['id,Opacity,Usage'];
	for (let i = 0; i < 2 * rows; i++)
		lines.push(`${i},${uniform() < 0.5 ? 1 : 0},${i < rows ? 'Public' : 'Private'}`);
	const spec: TaskSpec = {
		...{ task: 'binary', id: 'id', labels: ['Opacity'] },
		...{ metric, threshold: 0.5, missingLabels: 'error' },
	};
	const parsed = parseSolution(new TextEncoder().encode(lines.join('\n')), spec);
	if (!parsed.ok) throw new Error(JSON.stringify(parsed.problems));
	return { spec, solution: parsed.solution };
}

/** @returns what the last file is truly worth, on the rows that were asked and on those that were not */
export function boostingAttack(options: AttackOptions): AttackResult {
	const { rows, files, feedback, seed } = options;
	const { spec, solution } = hiddenLabels(options);
	const uniform = randomUnit(seed + 1);
	const score = (yScore: Float64Array) => {
		const csv = ['id,Opacity', ...Array.from(yScore, (value, i) => `${i},${value}`)].join('\n');
		const { result, evidence } = scoreWithEvidence(new TextEncoder().encode(csv), solution, spec);
		if (!result.ok) throw new Error(JSON.stringify(result.problems));
		const { public: open, private: hidden } = result.splits;
		return { open: open.score!, hidden: hidden!.score!, evidence: evidence.public };
	};
	const votes = new Float64Array(2 * rows);
	let rung: Rung | null = null;
	let [told, kept] = [0, 0];
	for (let file = 0; file < files; file++) {
		const guess = Float64Array.from(votes, () => (uniform() < 0.5 ? 0 : 1));
		const { open, evidence } = score(guess);
		let seen = feedback === 'two decimals' ? Math.round(open * 100) / 100 : open;
		let isNew = true;
		if (feedback === 'ladder') {
			const step = climb(rung, open, evidence, { higherIsBetter: true, units: rows });
			rung = step.rung;
			isNew = step.moved;
			seen = step.rung!.released;
		}
		if (!isNew) continue;
		told++;
		if (seen <= 0.5) continue;
		kept++;
		for (let i = 0; i < votes.length; i++) votes[i]! += guess[i]!;
	}
	const last = score(Float64Array.from(votes, (sum) => (kept ? sum / kept : 0.5)));
	return { public: last.open, private: last.hidden, told };
}

function main(): void {
	console.log('Coins for labels: a file is worth 0.5. Means of 5 runs, 1,000 rows a split.\n');
	console.log('| metric | files sent | told | public | private | new scores told |');
	console.log('| --- | --: | --- | --: | --: | --: |');
	for (const metric of ['accuracy', 'auroc'] as const)
		for (const files of [50, 200, 800])
			for (const feedback of ['exact', 'two decimals', 'ladder'] as const) {
				const runs = [0, 1, 2, 3, 4].map((seed) =>
					boostingAttack({ metric, rows: 1000, files, feedback, seed: 10 * seed }),
				);
				const mean = (of: (run: AttackResult) => number, digits: number) =>
					(runs.reduce((sum, run) => sum + of(run), 0) / runs.length).toFixed(digits);
				console.log(
					`| ${metric} | ${files} | ${feedback} | ${mean((r) => r.public, 3)} | ${mean((r) => r.private, 3)} | ${mean((r) => r.told, 1)} |`,
				);
			}
}

if (process.argv[1]?.endsWith('boosting-attack.ts')) main();
