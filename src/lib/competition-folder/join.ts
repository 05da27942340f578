/** Who may take part. */
import type { Config } from './config-schema.ts';

export type JoinWho = Config['join']['who'];

/** What each rule needs beside its name. */
export const JOIN_NEEDS: Partial<Record<JoinWho, 'code' | 'domains' | 'emails'>> = {
	code: 'code',
	domain: 'domains',
	list: 'emails',
};
