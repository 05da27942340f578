/** A baseline in two halves: what it takes from the training rows, and what it says of others. */
import type { z } from 'zod';
import type { BaselineInput, Described, TrainedBaseline, TrivialBaseline } from '../types.ts';

interface Definition<Input extends BaselineInput, Learned> extends Described {
	learn(input: Omit<Input, 'test'>): Learned;
	score(
		learned: Learned,
		test: Input['test'],
		about: Pick<Input, 'labels' | 'seed'>,
	): Float64Array[];
	save(learned: Learned): string;
	/** Null where the text is not what `save` wrote. */
	open(text: string): Learned | null;
}

export function defineBaseline<Input extends BaselineInput, Learned>({
	learn,
	score,
	save,
	open,
	...described
}: Definition<Input, Learned>): TrivialBaseline<Input> {
	const trained = (
		learned: Learned,
		about: Pick<Input, 'labels' | 'seed'>,
	): TrainedBaseline<Input> => ({
		text: save(learned),
		predict: (test) => score(learned, test, about),
	});
	return {
		...described,
		train: (input) => trained(learn(input), input),
		open(text, about) {
			const learned = open(text);
			return learned === null ? null : trained(learned, about);
		},
		predict: (input) => score(learn(input), input.test, input),
	};
}

/** `save` and `open` of what is plain data. */
export const asJson = <Learned>(schema: z.ZodType<Learned>) => ({
	save: (learned: Learned): string => JSON.stringify(learned),
	open(text: string): Learned | null {
		try {
			return schema.parse(JSON.parse(text));
		} catch {
			return null;
		}
	},
});
