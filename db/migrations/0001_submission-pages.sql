DROP INDEX `submission_team`;--> statement-breakpoint
DROP INDEX `submission_competition`;--> statement-breakpoint
CREATE INDEX `submission_team` ON `submissions` (`team_id`,`created_at`,`id`);--> statement-breakpoint
CREATE INDEX `submission_competition` ON `submissions` (`competition_id`,`created_at`,`id`);