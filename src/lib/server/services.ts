import type { Logger } from 'pino';
import type { Db } from '#db/client.server';
import type { CardReader } from './baselines/card-reader.ts';
import type { Auth } from './auth/auth.ts';
import type { Config } from './config.ts';
import type { DemoImages } from './demo/images/demo-images.ts';
import type { SubmissionEvents } from './events.ts';
import type { Analyses } from './analyses.ts';
import type { Integrity } from './integrity/integrity.ts';
import type { Boards } from './leaderboard/board.ts';
import type { Separations } from './leaderboard/separations.ts';
import type { Postman } from './notifications/postman.ts';
import type { Unsubscribing } from './notifications/unsubscribe.ts';
import type { ShakeUps } from './leaderboard/shake-ups.ts';
import type { FileStore } from './storage/store.ts';

/** What handlers and the life-cycle work with. */
export interface Services {
	config: Config;
	db: Db;
	files: FileStore;
	auth: Auth;
	log: Logger;
	events: SubmissionEvents;
	boards: Boards;
	separations: Separations;
	analyses: Analyses;
	integrity: Integrity;
	shakeUps: ShakeUps;
	cards: CardReader;
	demoImages: DemoImages;
	/** Tells people what happened; see notifications/notify.ts. */
	postman: Postman;
	/** Links in mails that switch a kind of mail off. */
	unsubscribing: Unsubscribing;
	/** UTC milliseconds. */
	now: () => number;
	/** Tells whoever scores that there is something to do, and what if it is one new submission. */
	wake: (submissionId?: string) => void;
}
