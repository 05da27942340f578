import { EventEmitter } from 'node:events';

/**
 * Tells this process that a submission changed. Other processes find out by looking, or through
 * Redis (`redis/events.ts`).
 */
export interface SubmissionEvents {
	changed(submissionId: string): void;
	/** @returns the function that stops listening */
	listen(submissionId: string, listener: () => void): () => void;
	/** Everyone who listens, for shutdown and tests. */
	count(): number;
	/** How often a listener should look by itself for what other processes did, in ms. */
	pollMs: number;
}

/** What happens in a competition is told under this name. */
export const competitionTopic = (competitionId: string) => `competition:${competitionId}`;

/** What an account is notified of is told under this name. */
export const userTopic = (userId: string) => `user:${userId}`;

export function createEvents(): SubmissionEvents {
	const emitter = new EventEmitter();
	// Any number of readers may watch submissions; listeners leave with their connection.
	emitter.setMaxListeners(0);
	return {
		pollMs: 1000,
		changed: (id) => void emitter.emit(id),
		listen(id, listener) {
			emitter.on(id, listener);
			return () => void emitter.off(id, listener);
		},
		count: () => emitter.eventNames().reduce((sum, name) => sum + emitter.listenerCount(name), 0),
	};
}
