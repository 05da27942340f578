import type { Problem } from '$lib/api/request';

declare global {
	namespace App {
		/** What an error page can say; the API's problem document, in part. */
		interface Error {
			message: string;
			code?: string;
			detail?: string;
			remedy?: string;
			error_id?: string;
			problem?: Problem;
		}
	}
}

export {};
