/** A grade scheme while it is written: every field of every kind of rule, of which the kind's count. */

export type RuleKind = 'submitted' | 'score' | 'beats' | 'between' | 'rank';
export const RULE_KINDS: RuleKind[] = ['submitted', 'beats', 'between', 'score', 'rank'];

/** `best`, `score`, or the name of a baseline after a colon. */
type MarkChoice = string;

export interface RuleDraft {
	id: number;
	rule: RuleKind;
	grade: number | null;
	score: number | null;
	baseline: string;
	by: 'score' | 'interval';
	top: number | null;
	from: MarkChoice;
	fromScore: number | null;
	to: MarkChoice;
	toScore: number | null;
	first: number | null;
	last: number | null;
}

let ids = 0;
const blank = (): RuleDraft => ({
	...{ id: ++ids, rule: 'beats', grade: null, score: null, baseline: '', by: 'score', top: 3 },
	...{ from: 'score', fromScore: null, to: 'best', toScore: null, first: null, last: null },
});

type Written = Record<string, unknown>;
const number = (value: unknown) => (typeof value === 'number' ? value : null);

function choiceOf(mark: unknown): { choice: MarkChoice; score: number | null } {
	const { baseline, best, score } = (mark ?? {}) as Written;
	if (typeof baseline === 'string') return { choice: `:${baseline}`, score: null };
	return best ? { choice: 'best', score: null } : { choice: 'score', score: number(score) };
}
const markOf = (choice: MarkChoice, score: number | null) =>
	choice === 'best'
		? { best: true }
		: choice === 'score'
			? { score }
			: { baseline: choice.slice(1) };

function draftOf(rule: Written): RuleDraft {
	const [first, last] = Array.isArray(rule.grades) ? rule.grades : [];
	const [from, to] = [choiceOf(rule.from), choiceOf(rule.to)];
	return {
		...blank(),
		rule: rule.rule as RuleKind,
		grade: number(rule.grade),
		score: number(rule.score),
		baseline: typeof rule.baseline === 'string' ? rule.baseline : '',
		by: rule.by === 'interval' ? 'interval' : 'score',
		top: number(rule.top) ?? 3,
		...(rule.from ? { from: from.choice, fromScore: from.score } : {}),
		...(rule.to ? { to: to.choice, toScore: to.score } : {}),
		first: number(first),
		last: number(last),
	};
}

function ruleOf(draft: RuleDraft): Written {
	const { rule, grade } = draft;
	switch (rule) {
		case 'submitted':
			return { rule, grade };
		case 'score':
			return { rule, score: draft.score, grade };
		case 'beats':
			return { rule, baseline: draft.baseline, by: draft.by, grade };
		case 'rank':
			return { rule, top: draft.top, grade };
		case 'between':
			return {
				rule,
				from: markOf(draft.from, draft.fromScore),
				to: markOf(draft.to, draft.toScore),
				grades: [draft.first, draft.last],
			};
	}
}

export class SchemeForm {
	min = $state<number | null>(0);
	max = $state<number | null>(10);
	step = $state<number | null>(0.1);
	pass = $state<number | null>(null);
	split = $state<'public' | 'private'>('private');
	rules = $state<RuleDraft[]>([]);

	constructor(written: Written = {}) {
		const scale = (written.scale ?? {}) as Written;
		this.min = number(scale.min) ?? 0;
		this.max = number(scale.max) ?? 10;
		this.step = number(scale.step) ?? 0.1;
		this.pass = number(scale.pass);
		this.split = written.split === 'public' ? 'public' : 'private';
		this.rules = (Array.isArray(written.rules) ? (written.rules as Written[]) : []).map(draftOf);
	}

	add(baseline: string): void {
		this.rules.push({ ...blank(), baseline });
	}

	drop(id: number): void {
		this.rules = this.rules.filter((rule) => rule.id !== id);
	}

	/** As the API takes it. */
	scheme(): Written {
		const { min, max, step, pass, split } = this;
		return {
			scale: { min, max, step, ...(pass === null ? {} : { pass }) },
			split,
			rules: this.rules.map(ruleOf),
		};
	}
}
