import type { BackendId } from './types.ts';

export type BackendErrorCode = 'unknown_backend' | 'backend_missing' | 'device_lost';

/** A backend that cannot be had, or is gone. `message` says what and why, `remedy` what to do. */
export class BackendError extends Error {
	override name = 'BackendError';
	readonly code: BackendErrorCode;
	readonly remedy: string;

	constructor(code: BackendErrorCode, message: string, remedy: string) {
		super(message);
		this.code = code;
		this.remedy = remedy;
	}
}

/** What an import or a driver said, in its first line. */
export function reason(error: unknown): string {
	const message = error instanceof Error ? error.message : String(error);
	return message.split('\n', 1)[0]!.trim().replace(/\.$/, '');
}

export function missing(id: BackendId, why: string, remedy: string): BackendError {
	return new BackendError('backend_missing', `The backend ${id} is not here: ${why}.`, remedy);
}
