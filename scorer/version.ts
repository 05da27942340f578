/** Named by every evaluation; changes whenever a score or a decision about a file could change. */
export const SCORER_VERSION = '2.0.0';
