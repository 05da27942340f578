/** How much a test set can tell: rare findings, detectable differences, the public share. */
import { plural } from '../csv/text.ts';
import { USAGE } from '../types.ts';
import { detectableDifference } from './detectable-difference.ts';
import type { Advice, AdviceInput } from './types.ts';
import { countUnits, type Part } from './units.ts';

/** Below this many positive units an AUROC moves by several points with a single one. */
export const TOO_RARE = 10;
/** From this many up, 95 % intervals cover between 93.5 % and 96.5 % (tests/coverage). */
export const ENOUGH = 30;
/** What two good submissions look like: see `detectableDifference`. */
export const ASSUMED = { auroc: 0.85, correlation: 0.7 };

/** The boards that a finding can be too rare for. */
const parts = ({ usage }: AdviceInput): Part[] =>
	(['public', 'private'] as const).filter((part) => usage.includes(USAGE[part]));

const unit = (input: AdviceInput) => (input.groups ? 'patient' : 'row');

/** Findings with too few positive (or negative) units to rank by. */
export function rareFindings(input: AdviceInput): Advice[] {
	return input.labels.flatMap((label, k) =>
		parts(input).flatMap((part): Advice[] => {
			const { positives, negatives } = countUnits(input, k, part);
			const least = Math.min(positives, negatives);
			if (least >= ENOUGH) return [];
			const rare = least < TOO_RARE;
			const sort = positives <= negatives ? 'positive' : 'negative';
			return [
				{
					code: rare ? 'too_rare_to_rank' : 'wide_intervals',
					severity: rare ? 'warning' : 'note',
					label,
					detail: `"${label}" has ${plural(least, `${sort} ${unit(input)}`)} among the ${part} rows${rare ? ': too few to rank by' : ', so its intervals will be wide'}.`,
					remedy: rare
						? 'Merge it with another finding, leave it out of the ranking, or add rows.'
						: 'Look at intervals and ties rather than at ranks.',
					figures: { positives, negatives },
				},
			];
		}),
	);
}

/** The smallest difference that each finding's rows can tell from chance, on the deciding board. */
export function detectable(input: AdviceInput): Advice[] {
	const part = parts(input).at(-1);
	if (!part) return [];
	return input.labels.flatMap((label, k): Advice[] => {
		const units = countUnits(input, k, part);
		const difference = detectableDifference({ ...units, ...ASSUMED });
		if (difference === null) return [];
		return [
			{
				code: 'smallest_detectable_difference',
				severity: 'note',
				label,
				detail: `"${label}": on the ${part} rows two submissions must differ by ${difference.toFixed(3)} in AUROC to be told apart (80 % power, 5 % level, AUROC near ${ASSUMED.auroc}).`,
				remedy: 'Smaller differences will be ties; more positive rows make them visible.',
				figures: { difference, ...units, ...ASSUMED },
			},
		];
	});
}

/** Shares that are recommended; the private board decides, so it gets at least half. */
const LEAST_SHARE = 0.2;
const MOST_SHARE = 0.5;
/** A share is rarely met exactly where rows go by patient. */
const SLACK = 0.05;

/** The smallest public share that leaves the findings that can have it enough positives there. */
export function publicShare(input: AdviceInput): Advice[] {
	const { usage, labels } = input;
	const rows = usage.filter((value) => value !== USAGE.ignored).length;
	const share = usage.filter((value) => value === USAGE.public).length / rows;
	if (!rows) return [];
	const totals = labels.map((_, k) => {
		const [pub, priv] = (['public', 'private'] as const).map((part) => countUnits(input, k, part));
		return Math.min(pub!.positives + priv!.positives, pub!.negatives + priv!.negatives);
	});
	// A finding with fewer cannot have enough on both boards, whatever the share.
	const possible = totals.filter((total) => total >= 2 * ENOUGH);
	const needed = possible.length ? ENOUGH / Math.min(...possible) : MOST_SHARE;
	const recommended = Math.min(MOST_SHARE, Math.max(LEAST_SHARE, Math.ceil(needed * 20) / 20));
	const fits = share >= recommended - SLACK && share <= MOST_SHARE + SLACK;
	return [
		{
			code: 'public_share',
			severity: share === 1 ? 'warning' : 'note',
			detail: `${Math.round(100 * share)} % of the rows are public; from ${Math.round(100 * recommended)} % up, findings that can have ${ENOUGH} positives there have them, and the private board keeps most rows up to ${100 * MOST_SHARE} %.`,
			remedy:
				share === 1
					? 'Keep rows private: without them the board rewards whoever submits most often.'
					: fits
						? 'Leave it as it is.'
						: `Choose a public share from ${recommended} to ${MOST_SHARE}.`,
			figures: { share, recommended },
		},
	];
}
