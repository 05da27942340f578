import type { Architecture, Convention } from '../models/types.ts';
import type { Match } from './match.ts';
import { WeightsError } from './weights-error.ts';

/** Everything that does not fit, in one message. */
export function mismatch(
	architecture: Architecture,
	convention: { model: Convention; file: Convention },
	source: string,
	found: Match,
): WeightsError {
	const parts: string[] = [];
	const sameEdition = convention.model === convention.file;
	if (!sameEdition) {
		parts.push(
			`they are of the "${convention.file}" edition and the model of "${convention.model}"`,
		);
	}
	const shape = (lengths: readonly number[]) => `[${lengths.join(', ')}]`;
	const wrong = found.wrongShape.map(
		(entry) => `${entry.name} has ${shape(entry.found)} where ${shape(entry.expected)} is wanted`,
	);
	if (wrong.length > 0) parts.push(`wrong shape (${wrong.length}): ${wrong.join('; ')}`);
	if (found.missing.length > 0) {
		parts.push(`missing (${found.missing.length}): ${found.missing.join(', ')}`);
	}
	if (found.unexpected.length > 0) {
		parts.push(`unexpected (${found.unexpected.length}): ${found.unexpected.join(', ')}`);
	}
	return new WeightsError(
		'weights_mismatch',
		`The weights in ${source} do not fit ${architecture.name}: ${parts.join('. ')}.`,
		sameEdition
			? 'Use the file of this architecture; or load it as partial, and what is listed keeps the values it has.'
			: `Build the model with convention "${convention.file}".`,
	);
}
