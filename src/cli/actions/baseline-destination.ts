/** Where a run is published: a server, or the local data folder, by the same steps. */
import type { Baseline } from '#lib/api/schemas/baselines';
import { createClient, url } from '#lib/api/client';
import type { Submission } from '#lib/api/schemas/submissions';
import type { SubmissionFormat } from '#scorer/index';
import { calling, fetchFrom } from '../remote.ts';
import { upload } from '../upload.ts';
import type { RunPicture } from './baseline-run.ts';

type Bytes = Uint8Array<ArrayBuffer>;

export interface KnownCard {
	sha256: string;
	submission: string | null;
	pictures: { file: string; sha256: string }[];
}

export interface Destination {
	format(): Promise<SubmissionFormat>;
	baselines(): Promise<Baseline[]>;
	/** The card that is there; null where there is none. */
	card(baseline: string): Promise<KnownCard | null>;
	sendSubmission(
		name: string,
		bytes: Uint8Array,
		onProgress: (share: number) => void,
	): Promise<{ baseline: string; submission: string }>;
	sendCard(baseline: string, submission: string, bytes: Bytes): Promise<unknown>;
	sendPicture(baseline: string, picture: RunPicture): Promise<unknown>;
}

export function onServer(
	server: string,
	slug: string,
	{ token, fileName }: { token: string | undefined; fileName: string },
): Destination {
	const client = createClient(fetchFrom(server, token));
	const call = <T>(work: () => Promise<T>) => calling(server, work);
	return {
		format: () => call(() => client.format(slug)),
		baselines: () => call(async () => (await client.baselines(slug)).baselines),
		card: (baseline) => call(() => client.baselineCard(slug, baseline)),
		async sendSubmission(name, bytes, onProgress) {
			const path = `${url.submit(slug, fileName)}&baseline=${encodeURIComponent(name)}`;
			const target = { address: server + path, token, type: 'text/csv' };
			const sent = await call(() => upload<Submission>(target, bytes, onProgress));
			return { baseline: sent.team.id, submission: sent.id };
		},
		sendCard: (baseline, submission, bytes) =>
			call(() => client.setBaselineCard(slug, baseline, bytes, submission)),
		sendPicture: (baseline, { file, bytes, type }) =>
			call(() => client.setBaselinePicture(slug, baseline, file, bytes, type)),
	};
}
