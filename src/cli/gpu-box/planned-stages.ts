/** The stages of a plan, in the order of what is lost first when time is short. */
import { join } from 'node:path';
import type { Plan } from '#baselines/gpu/kit/plan';

export interface PlannedStage {
	name: string;
	/** Name by which `--only` takes it, beside its own. */
	group: 'smoke' | 'timing' | 'torch' | 'parity' | 'train';
	command: string;
	arguments: string[];
	/** At most, within one call. */
	minutes: number;
	/** Interrupted, it leaves what the next call goes on from. */
	resumes: boolean;
}

interface Places {
	kit: string;
	work: string;
	/** Of this program. */
	arguments: string[];
}

/** Exit code by which a script says that the machine lacks what it needs. */
export const MISSING = 64;

export function plannedStages(plan: Plan, { kit, work, arguments: own }: Places): PlannedStage[] {
	const node = (name: string, group: PlannedStage['group'], minutes: number): PlannedStage => ({
		...{ name, group, command: process.execPath, minutes, resumes: group === 'train' },
		arguments: [process.argv[1]!, ...own, '--stage', name],
	});
	const python = (name: string, group: PlannedStage['group'], args: string[]): PlannedStage => ({
		...{ name, group, command: process.env.PYTHON ?? 'python3', arguments: args },
		...{ minutes: 5, resumes: false },
	});
	const { sizes, batches, seconds } = plan.timing;
	const each = sizes.length * batches.length;
	return [
		node('smoke', 'smoke', 12),
		...(each ? [node('timing', 'timing', 8)] : []),
		...(each
			? [
					python('torch', 'torch', [
						join(kit, 'python/time_torch.py'),
						...['--out', join(work, 'results/torch.json')],
						...['--sizes', sizes.join(','), '--batches', batches.join(',')],
						...['--seconds', String(seconds)],
					]),
				]
			: []),
		python('parity', 'parity', [
			join(kit, 'python/make_parity.py'),
			...['torch', '--out', join(work, 'results')],
		]),
		...plan.runs.map(({ slug, recipe }) => node(`${slug}/${recipe}`, 'train', 60)),
	];
}

export const isWanted = ({ name, group }: PlannedStage, only: readonly string[]): boolean =>
	only.some((wanted) => wanted === name || wanted === group || name.startsWith(`${wanted}/`));
