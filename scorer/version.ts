/** Named by every evaluation; changes whenever a score or a decision about a file could change. */
export const SCORER_VERSION = '1.0.0';
