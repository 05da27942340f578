/** From the bytes of a card.json to a card, or to everything that is wrong with it. Pure. */
import { z } from 'zod';
import { cardSchema, type Card } from '#baselines/cards/schema';
import { recipeSchema } from '#baselines/recipes/schema';
import { negativeName } from '#scorer/report/split-input';
import { splitReportShape } from '../api/schemas/split-report.ts';
import { decodeUtf8, readableSize } from '../competition-folder/text.ts';
import { MAX_CARD_BYTES, MAX_PICTURES } from './limits.ts';
import { typeOfName } from './picture-name.ts';

export interface CardProblem {
	code: 'bad_card' | 'file_too_large';
	/** Where in the card, such as `history[3].loss`; absent where it is about the whole file. */
	column?: string;
	detail: string;
	remedy: string;
}

export type CheckedCard = { ok: true; card: Card } | { ok: false; problems: CardProblem[] };

const REMEDY = 'Send the card.json that `holdout baseline train` wrote, as it is.';
/** More would tell nothing new. */
const MOST_PROBLEMS = 20;

const whole = (detail: string, remedy = REMEDY): CheckedCard => ({
	ok: false,
	problems: [{ code: 'bad_card', detail, remedy }],
});

const placeOf = (path: readonly PropertyKey[]) =>
	path
		.map((part, i) =>
			typeof part === 'number' ? `[${part + 1}]` : `${i ? '.' : ''}${String(part)}`,
		)
		.join('');

function problem(path: readonly PropertyKey[], says: string): CardProblem {
	const column = placeOf(path);
	const detail = `${column ? `"${column}"` : 'The card'}: ${says.replace(/\.?$/, '')}.`;
	return { code: 'bad_card', ...(column && { column }), detail, remedy: REMEDY };
}

/** The card's own schema leaves recipe and report to those who know them. */
const strictSchema = cardSchema.extend({
	recipe: cardSchema.shape.recipe.extend({ definition: recipeSchema }),
	figures: z
		.object({
			split: z.enum(['test', 'validation']),
			metric: z.string(),
			report: z.object(splitReportShape),
		})
		.nullable(),
	gallery: cardSchema.shape.gallery.max(MAX_PICTURES),
	labels: z.array(z.string().min(1).max(120)).min(1).max(200),
	limits: z.array(z.string().max(2_000)).max(100),
	history: cardSchema.shape.history.max(5_000),
});

/** What a schema cannot see. */
function contradictions({ gallery, labels, task, data, thresholds, figures }: Card): CardProblem[] {
	const problems: CardProblem[] = [];
	const seen = new Set<string>();
	for (const [i, { file }] of gallery.entries()) {
		const at = ['gallery', i, 'file'];
		// On many disks two names that differ in case are one file.
		if (seen.has(file.toLowerCase())) problems.push(problem(at, `"${file}" is named twice`));
		seen.add(file.toLowerCase());
		if (typeOfName(file)) continue;
		problems.push(
			problem(at, `"${file}" is no name such as gallery/01-Nodule.webp (.webp, .png or .jpg)`),
		);
	}
	// Of a binary task the report has figures of the negative class too.
	const reported = task === 'binary' ? [...labels, negativeName({ labels })] : labels;
	const byLabel = {
		'data.positives': data.positives,
		thresholds,
		'figures.report.labels': figures?.report.labels ?? {},
	};
	for (const [place, values] of Object.entries(byLabel)) {
		const known = place === 'figures.report.labels' ? reported : labels;
		const unknown = Object.keys(values).filter((label) => !known.includes(label));
		problems.push(...unknown.map((label) => problem([place, label], 'the card has no such label')));
	}
	return problems;
}

/** Every problem names its place in the card. */
export function checkCard(bytes: Uint8Array): CheckedCard {
	if (bytes.length > MAX_CARD_BYTES) {
		const detail = `The card is ${readableSize(bytes.length)}; at most ${readableSize(MAX_CARD_BYTES)} is taken.`;
		return { ok: false, problems: [{ code: 'file_too_large', detail, remedy: REMEDY }] };
	}
	const text = decodeUtf8(bytes);
	if (text === null) return whole('The card is not UTF-8 text.');
	let value: unknown;
	try {
		value = JSON.parse(text);
	} catch {
		return whole('The card is not JSON.');
	}
	const parsed = strictSchema.safeParse(value);
	if (!parsed.success) {
		const { issues } = parsed.error;
		const problems = issues
			.slice(0, MOST_PROBLEMS)
			.map(({ path, message }) => problem(path, message));
		return { ok: false, problems };
	}
	const card = parsed.data as unknown as Card;
	const problems = contradictions(card).slice(0, MOST_PROBLEMS);
	return problems.length ? { ok: false, problems } : { ok: true, card };
}
