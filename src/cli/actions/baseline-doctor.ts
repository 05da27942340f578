/** `holdout baseline doctor` */
import { describeBackends, examine } from '#baselines/backends/doctor';
import { findBackend } from '#baselines/backends/choose';
import type { BackendId } from '#baselines/backends/types';
import { say, sayJson } from '../output.ts';
import { failureOfBaselines } from './baseline-shared.ts';

export async function doctor({
	backend,
	json = false,
}: {
	backend?: string;
	json?: boolean;
}): Promise<void> {
	try {
		const only = backend === undefined ? undefined : (findBackend(backend).id as BackendId);
		const reports = await examine(only);
		if (json) return sayJson({ ok: true, backends: reports });
		say(describeBackends(reports));
	} catch (error) {
		throw failureOfBaselines(error);
	}
}
