/** The same as src/lib/server/classes/deadlines.ts, for statements that must decide in the database. */
import { sql, type SQL } from 'drizzle-orm';

/** Of competition `c`: when a team's submissions stop to count in full, without the grace. */
export const teamDeadline = (teamId: string): SQL => sql`
	max(c.closes_at, coalesce((
		SELECT max(r.extended_until) FROM roster_entries r
		JOIN team_members m ON m.user_id = r.user_id AND m.competition_id = r.competition_id
		WHERE r.competition_id = c.id AND m.team_id = ${teamId}), 0))`;

/** Of competition `c`, in ms. */
export const GRACE = sql.raw(`coalesce(json_extract(c.class, '$.late.grace_hours'), 0) * 3600000`);
export const LATE_DAYS = sql.raw(`coalesce(json_extract(c.class, '$.late.days'), 0) * 86400000`);
