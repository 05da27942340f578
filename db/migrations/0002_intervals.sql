ALTER TABLE `competitions` ADD `thresholds` text;--> statement-breakpoint
ALTER TABLE `competitions` ADD `columns` text;--> statement-breakpoint
ALTER TABLE `competitions` ADD `ranking` text DEFAULT 'metric' NOT NULL;--> statement-breakpoint
ALTER TABLE `competitions` ADD `parameters` text;--> statement-breakpoint
ALTER TABLE `competitions` ADD `bands` text;--> statement-breakpoint
ALTER TABLE `competitions` ADD `min_group` integer;--> statement-breakpoint
ALTER TABLE `competitions` ADD `show` text;--> statement-breakpoint
-- Made anew instead of altered: what leaderboards read must stand before the large reports.
CREATE TABLE `__new_evaluations` (
	`id` text PRIMARY KEY NOT NULL,
	`submission_id` text NOT NULL,
	`lease_token` text NOT NULL,
	`solution_version` integer NOT NULL,
	`metric` text NOT NULL,
	`metric_version` integer NOT NULL,
	`scorer_version` text NOT NULL,
	`rows` integer NOT NULL,
	`duration_ms` real NOT NULL,
	`created_at` integer NOT NULL,
	`public_score` real,
	`private_score` real,
	`public_lo` real,
	`public_hi` real,
	`private_lo` real,
	`private_hi` real,
	`public_figures` text,
	`private_figures` text,
	`public_evidence` text,
	`private_evidence` text,
	`public_report` text NOT NULL,
	`private_report` text,
	`all_report` text,
	FOREIGN KEY (`submission_id`) REFERENCES `submissions`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
INSERT INTO `__new_evaluations` (`id`, `submission_id`, `lease_token`, `solution_version`, `metric`, `metric_version`, `scorer_version`, `rows`, `duration_ms`, `created_at`, `public_score`, `private_score`, `public_report`, `private_report`, `all_report`)
SELECT `id`, `submission_id`, `lease_token`, `solution_version`, `metric`, `metric_version`, `scorer_version`, `rows`, `duration_ms`, `created_at`, `public_score`, `private_score`, `public_report`, `private_report`, `all_report` FROM `evaluations`;--> statement-breakpoint
DROP TABLE `evaluations`;--> statement-breakpoint
ALTER TABLE `__new_evaluations` RENAME TO `evaluations`;--> statement-breakpoint
CREATE UNIQUE INDEX `evaluations_lease_token_unique` ON `evaluations` (`lease_token`);--> statement-breakpoint
CREATE INDEX `evaluation_submission` ON `evaluations` (`submission_id`);
