/** The verification bundle: what anyone needs to compute every score of a competition again. */
import { z } from 'zod';

export const BUNDLE_FORMAT = 'holdout-verification/1';
export const BUNDLE_FILE = 'verification.json';
export const solutionPath = (sha256: string) => `solutions/${sha256}.csv`;
export const rulesPath = (sha256: string) => `rules/${sha256}.md`;

const score = z.number().nullable();

export const BundleSubmission = z.object({
	id: z.string(),
	team: z.string(),
	kind: z.enum(['participant', 'baseline']),
	/** SHA-256 of the file as it was received. */
	sha256: z.string(),
	/** Path in the bundle; null where the organiser released the hash only. */
	file: z.string().nullable(),
	at: z.string(),
	late: z.boolean(),
	disqualified: z.boolean(),
	scorer_version: z.string(),
	public_score: score,
	private_score: score,
});

const BoardRow = z.object({
	rank: z.number().int().nullable(),
	team: z.string(),
	submission: z.string(),
	score: z.number(),
});

export const BundleSchema = z.object({
	format: z.literal(BUNDLE_FORMAT),
	competition: z.object({ slug: z.string(), title: z.string() }),
	commitments: z
		.array(
			z.object({
				number: z.number().int(),
				hash: z.string(),
				at: z.string(),
				reason: z.string().nullable(),
				salt: z.string(),
				content: z.string(),
			}),
		)
		.min(1),
	/** Scores as they stand, by the last commitment. */
	submissions: z.array(BundleSubmission),
	boards: z.object({ public: z.array(BoardRow), private: z.array(BoardRow) }),
});

export type Bundle = z.infer<typeof BundleSchema>;
export type BundleSubmission = z.infer<typeof BundleSubmission>;
