/** The stages' results as one object, and as text for people. */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Plan } from '#baselines/gpu/kit/plan';
import type { Timing } from '#baselines/gpu/timing';
import type { Card } from '#baselines/cards/schema';
import type { SmokeReport } from './stages/smoke.ts';
import type { State } from './state.ts';

export interface TorchReport {
	device: string;
	versions: Record<string, string>;
	rows: {
		network: string;
		mode: string;
		precision: string;
		batch: number;
		size: number;
		images_per_second: number | null;
		problem: string | null;
	}[];
}

export interface Summary {
	stages: State;
	smoke: SmokeReport | null;
	timing: { device: string; width: number; rows: Timing[] } | null;
	torch: TorchReport | null;
	runs: {
		run: string;
		auroc: number | null;
		interval: [number, number] | null;
		split: string | null;
		epochs: number;
		seconds: number;
		imagesPerSecond: number | null;
	}[];
}

const readJson = async <T>(path: string): Promise<T | null> => {
	const text = await readFile(path, 'utf8').catch(() => null);
	return text === null ? null : (JSON.parse(text) as T);
};

export async function readSummary(work: string, plan: Plan, stages: State): Promise<Summary> {
	const results = (name: string) => join(work, 'results', name);
	const runs: Summary['runs'] = [];
	for (const { slug, recipe } of plan.runs) {
		const card = await readJson<Card>(join(work, 'runs', slug, recipe, 'card.json'));
		if (!card) continue;
		const { figures, history, seconds, images_per_second: imagesPerSecond } = card;
		runs.push({
			...{ run: `${slug}/${recipe}`, seconds, imagesPerSecond, epochs: history.length },
			auroc: figures?.report.score ?? null,
			interval: (figures?.report.interval as [number, number] | null) ?? null,
			split: figures?.split ?? null,
		});
	}
	return {
		...{ stages, runs },
		smoke: await readJson(results('smoke.json')),
		timing: await readJson(results('timing.json')),
		torch: await readJson(results('torch.json')),
	};
}

const table = (head: string[], rows: string[][]) =>
	[head, head.map(() => '---'), ...rows].map((row) => `| ${row.join(' | ')} |`).join('\n');

const speed = (value: number | null | undefined) =>
	value == null ? '–' : value.toFixed(value < 100 ? 1 : 0);

/** Ours beside PyTorch's of the same network, mode, size and batch. */
function speeds({ timing, torch }: Summary): string {
	const rows = (timing?.rows ?? []).map((row) => {
		const theirs = (precision: string) =>
			torch?.rows.find(
				(other) =>
					other.precision === precision &&
					(['network', 'mode', 'batch', 'size'] as const).every((key) => other[key] === row[key]),
			)?.images_per_second;
		const eager = theirs('float32 eager');
		const times =
			eager && row.imagesPerSecond ? `${(eager / row.imagesPerSecond).toFixed(1)} ×` : '–';
		return [
			...[row.network, row.mode, String(row.batch), String(row.size)],
			row.problem ?? speed(row.imagesPerSecond),
			...[speed(eager), times, speed(theirs('bfloat16 compiled'))],
			String(row.calls?.dispatches ?? '–'),
		];
	});
	const head = ['network', 'mode', 'batch', 'pixels', 'Holdout, images/s'];
	const more = [
		'PyTorch float32',
		'PyTorch is faster by',
		'PyTorch bfloat16, compiled',
		'programs a batch',
	];
	return table([...head, ...more], rows);
}

export function summaryText(summary: Summary): string {
	const { smoke, stages, runs, timing, torch } = summary;
	const parts = [
		'# Results of the GPU kit',
		smoke
			? `${smoke.device} (${smoke.backend})`
			: 'The stage smoke has not found a device, or has not run.',
		table(
			['stage', '', 'seconds', 'last said'],
			Object.entries(stages).map(([name, { status, seconds, said }]) => [
				...[name, status, seconds.toFixed(0), said.replaceAll('|', '¦')],
			]),
		),
	];
	if (smoke?.results.length) {
		const rows = smoke.results.map(({ network, size, losses, difference, ok }) => [
			...[network, size, losses.map((loss) => loss.toFixed(5)).join(', ')],
			...[difference.toExponential(1), ok ? 'yes' : 'NO'],
		]);
		parts.push(
			'## Losses of three steps',
			table(['network', 'size', 'losses', 'off by', 'agrees'], rows),
		);
	}
	if (timing) {
		const beside = torch ? ` Beside it: PyTorch ${torch.versions.torch} on ${torch.device}.` : '';
		parts.push(
			'## Speed',
			`Networks ${timing.width} times as wide as published.${beside}`,
			speeds(summary),
		);
	}
	if (runs.length) {
		const rows = runs.map(({ run, auroc, interval, split, epochs, seconds, imagesPerSecond }) => [
			...[
				run,
				auroc?.toFixed(3) ?? '–',
				interval?.map((end) => end.toFixed(3)).join(' to ') ?? '–',
			],
			...[split ?? '–', String(epochs), seconds.toFixed(0), speed(imagesPerSecond)],
		]);
		const head = ['run', 'score', '95 %', 'split', 'epochs', 'seconds', 'images/s in training'];
		parts.push('## Trained', table(head, rows));
	}
	return parts.join('\n\n');
}
