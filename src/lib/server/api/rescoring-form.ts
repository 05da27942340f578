/** The form that proposes a change: two texts and a file. */
import { ScoringPatch } from '#lib/api/schemas/rescoring';
import { DEFAULT_MAX_BYTES, unpack } from '#scorer/index';
import { ApiError } from '../errors.ts';
import { tooLarge } from '../lifecycle/receive.ts';
import type { ProposalRequest } from '../rescoring/propose.ts';
import { refuse } from './context.ts';
import { readForm } from './upload-body.ts';

const MOST_REASON = 500;

function reasonOf(form: FormData): string {
	const reason = String(form.get('reason') ?? '').trim();
	if (reason.length >= 3 && reason.length <= MOST_REASON) return reason;
	const detail = reason
		? `The reason must have 3 to ${MOST_REASON} characters.`
		: 'The form gives no reason.';
	const remedy = 'Say in a sentence why the scoring changes; it is published with the change.';
	throw new ApiError('invalid_request', {
		detail,
		remedy,
		problems: [{ code: 'invalid_value', column: 'reason', detail, remedy }],
	});
}

function changesOf(form: FormData): ScoringPatch {
	const text = String(form.get('changes') ?? '').trim();
	let json: unknown;
	try {
		json = text ? JSON.parse(text) : {};
	} catch {
		throw new ApiError('invalid_request', { detail: '`changes` is not JSON.' });
	}
	const parsed = ScoringPatch.safeParse(json);
	refuse({ target: '`changes`', ...parsed } as Parameters<typeof refuse>[0]);
	return parsed.data!;
}

/** A solution may come compressed, like a submission. It is kept as the table that it holds. */
async function solutionOf(form: FormData, maxBytes: number): Promise<Uint8Array | null> {
	const file = form.get('solution');
	if (file === null || typeof file === 'string') return null;
	if (file.size > maxBytes) throw tooLarge(maxBytes);
	const bytes = new Uint8Array(await file.arrayBuffer());
	const unpacked = unpack(bytes, { maxBytes: DEFAULT_MAX_BYTES });
	if (unpacked.ok) return unpacked.bytes;
	throw new ApiError('invalid_rescoring', { problems: unpacked.problems });
}

/** @throws ApiError invalid_request, file_too_large, unsupported_media_type */
export async function readProposal(request: Request, maxBytes: number): Promise<ProposalRequest> {
	const form = await readForm(request, maxBytes);
	return {
		reason: reasonOf(form),
		changes: changesOf(form),
		solution: await solutionOf(form, maxBytes),
	};
}
