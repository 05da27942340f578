import { error } from '@sveltejs/kit';
import { ApiError } from './request.ts';

/** Awaits an answer of the API inside a load function; a problem becomes the designed error page. */
export async function loaded<T>(answer: Promise<T>): Promise<T> {
	try {
		return await answer;
	} catch (cause) {
		if (!(cause instanceof ApiError)) throw cause;
		const { title, code, detail, remedy, error_id } = cause.problem;
		error(cause.status, { message: title, code, detail, remedy, error_id });
	}
}
