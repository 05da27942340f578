import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { FINDING_NAMES } from '#baselines/phantoms/index';
import { findDemoSet, planSet, testTable, trainTable } from '#baselines/phantoms/sets/index';
import exampleImages from '../../../src/lib/components/competition/example-images.json' with { type: 'json' };
import { readCompetitionFolder } from '#lib/competition-folder/index';
import { showOf } from '#lib/competition-folder/show';
import { buildFolder } from '#lib/server/demo/build';
import { simulateEntries } from '#lib/server/demo/participants';
import { DEMO_SEED, DEMOS } from '#lib/server/demo/plans';
import { readTrained } from '#lib/server/demo/trained';
import { scoreSubmission } from '#scorer/index';

const sha256 = (...parts: Uint8Array[]) => {
	const hash = createHash('sha256');
	for (const part of parts) hash.update(part);
	return hash.digest('hex').slice(0, 16);
};
const text = (bytes: Uint8Array | undefined) => new TextDecoder().decode(bytes);

/** Of solution, strong example and last simulated entry: every machine must make the same bytes. */
const BYTES: Record<string, string> = {
	'demo-chest-14': 'aae7785729195ab1',
	'demo-opacity': 'a4a64f427b29c6ad',
	'demo-covid-3': '856a3336a2e9b72f',
};

const demos = Object.entries(DEMOS).map(([slug, makePlan]) => {
	const plan = makePlan(DEMO_SEED);
	const folder = buildFolder(plan, readTrained(slug));
	return { slug, makePlan, plan, folder, read: readCompetitionFolder(folder) };
});

describe.each(demos)('$slug', ({ slug, makePlan, plan, folder, read }) => {
	const competition = read.competition!;
	const publicScore = (bytes: Uint8Array) => {
		const options = { intervals: 'none' } as const;
		const result = scoreSubmission(bytes, competition.solution, competition.spec, options);
		return result.ok ? result.splits.public.score! : NaN;
	};

	function scoredStrong() {
		const { solution, spec, examples } = competition;
		const result = scoreSubmission(examples.at(-1)!.bytes, solution, spec);
		if (!result.ok) throw new Error(JSON.stringify(result.problems));
		return result.splits;
	}

	it('is a folder without problems or notices, and says that its images are drawn', () => {
		expect(read.problems).toEqual([]);
		expect(read.notices).toEqual([]);
		expect(competition.config).toMatchObject({ slug, generated: true });
		for (const page of Object.values(competition.pages)) {
			expect(page).toMatch(/There is no person behind any image, patient or label/);
		}
	});

	it('is the same from the same seed, and another from another', () => {
		const again = buildFolder(makePlan(DEMO_SEED), readTrained(slug));
		expect([...again.keys()]).toEqual([...folder.keys()]);
		for (const [path, bytes] of again) expect(sha256(bytes), path).toBe(sha256(folder.get(path)!));
		const other = buildFolder(makePlan(DEMO_SEED + 1));
		expect(text(other.get('solution.csv'))).not.toBe(text(folder.get('solution.csv')));
	});

	it('is the same on every machine', () => {
		const last = simulateEntries(plan).at(-1)!;
		const hash = sha256(
			folder.get('solution.csv')!,
			folder.get('examples/strong.csv')!,
			last.bytes,
		);
		expect(hash).toBe(BYTES[slug]);
	});

	it('has example files that are weak, middling and strong', () => {
		const [weak, middling, strong] = competition.examples.map(({ bytes }) => publicScore(bytes));
		expect(weak).toBeLessThan(middling!);
		expect(middling).toBeLessThan(strong!);
		expect(strong).toBeLessThan(0.98);
	});

	it('has something to show: further columns, and subgroups that participants see', () => {
		const { public: open } = scoredStrong();
		const { columns, subgroups } = competition.spec;
		expect(columns!.length).toBeGreaterThan(1);
		for (const id of [competition.spec.metric, ...columns!]) {
			expect(open.metrics[id]!.interval, id).toHaveLength(2);
		}
		expect(open.subgroups!.map(({ column }) => column)).toEqual(subgroups);
		for (const { groups, worst } of open.subgroups!) {
			expect(worst).not.toBeNull();
			for (const { score } of groups) expect(score).not.toBeNull();
		}
		expect(showOf(competition.config)).toEqual({
			curves: 'always',
			subgroups: 'always',
			comparisons: 'always',
		});
	});

	it('has the tables of its set of phantoms, and their labels in the solution', () => {
		const set = findDemoSet(slug)!;
		const planned = planSet(set);
		expect(text(folder.get('data/train.csv'))).toBe(trainTable(set, planned));
		expect(text(folder.get('data/test.csv'))).toBe(testTable(set, planned));
		const test = planned.filter(({ split }) => split === 'test');
		const [header, ...rows] = text(folder.get('solution.csv')).trim().split('\n');
		const columns = header!.split(',');
		expect(rows).toHaveLength(test.length);
		for (const [k, row] of rows.entries()) {
			const cells = row.split(',');
			const named = (column: string) => cells[columns.indexOf(column)];
			const { id, pattern, findings, metadata } = test[k]!;
			expect([cells[0], named('Patient ID')]).toEqual([id, metadata.patient]);
			if (!pattern) expect(named('Nodule')).toBe(String(findings.Nodule));
			else if (columns.includes('class')) expect(named('class')).toBe(pattern.labelled);
			else expect(named('opacity')).toBe(String(Number(pattern.labelled === 'opacity')));
		}
	});

	it('keeps each patient on one side of the public and private split', () => {
		const sides = new Map<string, Set<string>>();
		plan.test.usage.forEach((usage, row) => {
			const patient = plan.test.hidden['Patient ID']![row]!;
			sides.set(patient, (sides.get(patient) ?? new Set()).add(usage));
		});
		for (const usages of sides.values()) expect(usages.size).toBe(1);
		const open = plan.test.usage.filter((usage) => usage === 'Public').length;
		expect(open / plan.test.usage.length).toBeCloseTo(0.4, 1);
	});

	it('shows example images that are training images, with their labels', () => {
		const planned = new Map(planSet(findDemoSet(slug)!).map((one) => [one.id, one]));
		const shown = exampleImages[slug as keyof typeof exampleImages];
		expect(shown).toHaveLength(12);
		for (const { id, label, file, sex, age, view } of shown) {
			const { split, pattern, findings, metadata } = planned.get(id)!;
			expect(split).toBe('train');
			expect(metadata).toMatchObject({ sex, age, view });
			const named = FINDING_NAMES.filter((name) => findings[name]).join(', ') || 'No finding';
			expect(label).toBe(pattern?.labelled ?? named.replaceAll('_', ' '));
			expect(existsSync(`static/${file}`)).toBe(true);
		}
	});

	it('keeps the labels of the test rows out of what participants get', () => {
		const [header] = text(folder.get('data/test.csv')).split('\n', 1);
		const hidden = [...competition.config.labels, competition.config.target ?? '', 'Usage'];
		for (const column of header!.split(',')) expect(hidden).not.toContain(column);
	});

	it('has participants that are plainly simulated, with several uploads each, all valid', () => {
		const entries = simulateEntries(plan);
		expect(new Set(entries.map(({ team }) => team)).size).toBe(6);
		for (const { team, bytes } of entries) {
			expect(team).toMatch(/^Simulated model [A-F]$/);
			expect(publicScore(bytes)).toBeGreaterThan(0.4);
		}
	});
});

it('AUROCs of the strong example are those of findings that are easy and hard to see', () => {
	const { competition } = demos[0]!.read;
	const { bytes } = competition!.examples[2]!;
	const result = scoreSubmission(bytes, competition!.solution, competition!.spec);
	const aurocs = Object.values(result.ok ? result.splits.all!.labels : {}).map((l) => l.auroc!);
	expect(aurocs).toHaveLength(14);
	expect(Math.min(...aurocs)).toBeGreaterThan(0.6);
	// One label in ten names what is not there: nobody gets much above 0.95.
	expect(Math.max(...aurocs)).toBeLessThan(0.97);
});

it('where a printed mean does not follow from its column, the recomputed one is the score', () => {
	const reported = demos[0]!.read.competition!.reported;
	const shown = reported.map(({ name, score, printed }) => [name, score, printed]);
	expect(shown).toEqual([
		['Wang et al. 2017', 0.738143, undefined],
		['Yao et al. 2017', 0.802714, undefined],
		['Rajpurkar et al. 2017 (CheXNet)', 0.841357, 0.8657],
		['Gómez et al. (ResNet50)', 0.506857, undefined],
	]);
	expect(reported[2]!.note).toMatch(/prints a mean of 86\.57 %.*is 84\.14 %/);
	for (const { labels, note } of reported) {
		expect(Object.keys(labels!)).toHaveLength(14);
		expect(note).toMatch(/not scored here/);
	}
});

it('accuracies recomputed from the published matrices are the published ones', () => {
	const { reported } = demos[1]!.read.competition!;
	expect(reported.map(({ score }) => Number(score.toFixed(4)))).toEqual([
		0.7496, 0.8017, 0.7667, 0.752, 0.7417, 0.7368, 0.7783,
	]);
	expect(reported.map(({ printed }) => printed)).toEqual(Array(7).fill(undefined));
	expect(reported[1]!.score).toBeCloseTo(0.80173775671406, 13);
	expect(reported[6]!.score).toBeCloseTo(0.7783094098883573, 13);
});
