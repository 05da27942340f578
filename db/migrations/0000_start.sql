CREATE TABLE `account` (
	`id` text PRIMARY KEY NOT NULL,
	`user_id` text NOT NULL,
	`account_id` text NOT NULL,
	`provider_id` text NOT NULL,
	`access_token` text,
	`refresh_token` text,
	`id_token` text,
	`access_token_expires_at` integer,
	`refresh_token_expires_at` integer,
	`scope` text,
	`password` text,
	`created_at` integer NOT NULL,
	`updated_at` integer NOT NULL,
	FOREIGN KEY (`user_id`) REFERENCES `user`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE INDEX `account_user` ON `account` (`user_id`);--> statement-breakpoint
CREATE TABLE `apikey` (
	`id` text PRIMARY KEY NOT NULL,
	`config_id` text DEFAULT 'default' NOT NULL,
	`name` text,
	`start` text,
	`prefix` text,
	`key` text NOT NULL,
	`reference_id` text NOT NULL,
	`refill_interval` integer,
	`refill_amount` integer,
	`last_refill_at` integer,
	`enabled` integer DEFAULT true NOT NULL,
	`rate_limit_enabled` integer DEFAULT false NOT NULL,
	`rate_limit_time_window` integer,
	`rate_limit_max` integer,
	`request_count` integer DEFAULT 0 NOT NULL,
	`remaining` integer,
	`last_request` integer,
	`expires_at` integer,
	`created_at` integer NOT NULL,
	`updated_at` integer NOT NULL,
	`permissions` text,
	`metadata` text,
	FOREIGN KEY (`reference_id`) REFERENCES `user`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE UNIQUE INDEX `apikey_key` ON `apikey` (`key`);--> statement-breakpoint
CREATE INDEX `apikey_owner` ON `apikey` (`reference_id`);--> statement-breakpoint
CREATE TABLE `rate_limit` (
	`id` text PRIMARY KEY NOT NULL,
	`key` text NOT NULL,
	`count` integer NOT NULL,
	`last_request` integer NOT NULL
);
--> statement-breakpoint
CREATE UNIQUE INDEX `rate_limit_key_unique` ON `rate_limit` (`key`);--> statement-breakpoint
CREATE TABLE `session` (
	`id` text PRIMARY KEY NOT NULL,
	`user_id` text NOT NULL,
	`token` text NOT NULL,
	`expires_at` integer NOT NULL,
	`ip_address` text,
	`user_agent` text,
	`created_at` integer NOT NULL,
	`updated_at` integer NOT NULL,
	FOREIGN KEY (`user_id`) REFERENCES `user`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE UNIQUE INDEX `session_token_unique` ON `session` (`token`);--> statement-breakpoint
CREATE INDEX `session_user` ON `session` (`user_id`);--> statement-breakpoint
CREATE INDEX `session_expiry` ON `session` (`expires_at`);--> statement-breakpoint
CREATE TABLE `user` (
	`id` text PRIMARY KEY NOT NULL,
	`name` text NOT NULL,
	`email` text NOT NULL,
	`email_verified` integer DEFAULT false NOT NULL,
	`image` text,
	`role` text DEFAULT 'participant' NOT NULL,
	`created_at` integer NOT NULL,
	`updated_at` integer NOT NULL
);
--> statement-breakpoint
CREATE UNIQUE INDEX `user_email_unique` ON `user` (`email`);--> statement-breakpoint
CREATE TABLE `verification` (
	`id` text PRIMARY KEY NOT NULL,
	`identifier` text NOT NULL,
	`value` text NOT NULL,
	`expires_at` integer NOT NULL,
	`created_at` integer NOT NULL,
	`updated_at` integer NOT NULL
);
--> statement-breakpoint
CREATE INDEX `verification_identifier` ON `verification` (`identifier`);--> statement-breakpoint
CREATE TABLE `competition_files` (
	`id` text PRIMARY KEY NOT NULL,
	`competition_id` text NOT NULL,
	`role` text NOT NULL,
	`path` text NOT NULL,
	`title` text NOT NULL,
	`description` text NOT NULL,
	`sha256` text NOT NULL,
	`size` integer NOT NULL,
	`position` integer NOT NULL,
	FOREIGN KEY (`competition_id`) REFERENCES `competitions`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE UNIQUE INDEX `competition_file` ON `competition_files` (`competition_id`,`role`,`path`,`title`);--> statement-breakpoint
CREATE TABLE `competition_organisers` (
	`competition_id` text NOT NULL,
	`user_id` text NOT NULL,
	`created_at` integer NOT NULL,
	PRIMARY KEY(`competition_id`, `user_id`),
	FOREIGN KEY (`competition_id`) REFERENCES `competitions`(`id`) ON UPDATE no action ON DELETE cascade,
	FOREIGN KEY (`user_id`) REFERENCES `user`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE INDEX `organiser_user` ON `competition_organisers` (`user_id`);--> statement-breakpoint
CREATE TABLE `competitions` (
	`id` text PRIMARY KEY NOT NULL,
	`slug` text NOT NULL,
	`title` text NOT NULL,
	`summary` text NOT NULL,
	`task` text NOT NULL,
	`id_column` text NOT NULL,
	`labels` text NOT NULL,
	`negative` text,
	`target` text,
	`metric` text NOT NULL,
	`threshold` real NOT NULL,
	`missing_labels` text NOT NULL,
	`group_column` text,
	`subgroups` text,
	`per_day` integer,
	`final` integer NOT NULL,
	`opens_at` integer,
	`closes_at` integer,
	`generated` integer NOT NULL,
	`overview` text,
	`data` text,
	`rules` text,
	`solution_path` text NOT NULL,
	`solution_version` integer NOT NULL,
	`board_revision` integer DEFAULT 0 NOT NULL,
	`created_by` text,
	`created_at` integer NOT NULL,
	FOREIGN KEY (`created_by`) REFERENCES `user`(`id`) ON UPDATE no action ON DELETE set null,
	CONSTRAINT "competition_opens_first" CHECK("competitions"."opens_at" IS NULL OR "competitions"."closes_at" IS NULL OR "competitions"."opens_at" < "competitions"."closes_at")
);
--> statement-breakpoint
CREATE UNIQUE INDEX `competitions_slug_unique` ON `competitions` (`slug`);--> statement-breakpoint
CREATE TABLE `reported_results` (
	`id` text PRIMARY KEY NOT NULL,
	`competition_id` text NOT NULL,
	`position` integer NOT NULL,
	`name` text NOT NULL,
	`score` real NOT NULL,
	`printed` real,
	`labels` text,
	`note` text,
	`source_title` text NOT NULL,
	`source_url` text,
	FOREIGN KEY (`competition_id`) REFERENCES `competitions`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE INDEX `reported_competition` ON `reported_results` (`competition_id`,`position`);--> statement-breakpoint
CREATE TABLE `solution_versions` (
	`id` text PRIMARY KEY NOT NULL,
	`competition_id` text NOT NULL,
	`version` integer NOT NULL,
	`sha256` text NOT NULL,
	`format_sha256` text NOT NULL,
	`rows_public` integer NOT NULL,
	`rows_private` integer NOT NULL,
	`rows_ignored` integer NOT NULL,
	`created_at` integer NOT NULL,
	FOREIGN KEY (`competition_id`) REFERENCES `competitions`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE UNIQUE INDEX `solution_version` ON `solution_versions` (`competition_id`,`version`);--> statement-breakpoint
CREATE TABLE `evaluations` (
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
	`public_report` text NOT NULL,
	`private_report` text,
	`all_report` text,
	FOREIGN KEY (`submission_id`) REFERENCES `submissions`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE UNIQUE INDEX `evaluations_lease_token_unique` ON `evaluations` (`lease_token`);--> statement-breakpoint
CREATE INDEX `evaluation_submission` ON `evaluations` (`submission_id`);--> statement-breakpoint
CREATE TABLE `settings` (
	`key` text PRIMARY KEY NOT NULL,
	`value` text NOT NULL,
	`updated_at` integer NOT NULL
);
--> statement-breakpoint
CREATE TABLE `standings` (
	`id` text PRIMARY KEY NOT NULL,
	`competition_id` text NOT NULL,
	`team_id` text NOT NULL,
	`submission_id` text NOT NULL,
	`score` real NOT NULL,
	`submitted_at` integer NOT NULL,
	`achieved_at` integer NOT NULL,
	`superseded_at` integer,
	FOREIGN KEY (`competition_id`) REFERENCES `competitions`(`id`) ON UPDATE no action ON DELETE cascade,
	FOREIGN KEY (`team_id`) REFERENCES `teams`(`id`) ON UPDATE no action ON DELETE cascade,
	FOREIGN KEY (`submission_id`) REFERENCES `submissions`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE UNIQUE INDEX `standing_current` ON `standings` (`team_id`) WHERE superseded_at IS NULL;--> statement-breakpoint
CREATE INDEX `standing_competition` ON `standings` (`competition_id`,`superseded_at`,`achieved_at`);--> statement-breakpoint
CREATE TABLE `submissions` (
	`id` text PRIMARY KEY NOT NULL,
	`competition_id` text NOT NULL,
	`team_id` text NOT NULL,
	`user_id` text,
	`status` text NOT NULL,
	`attempt_returned` integer DEFAULT false NOT NULL,
	`file_name` text NOT NULL,
	`sha256` text NOT NULL,
	`size` integer NOT NULL,
	`created_at` integer NOT NULL,
	`finished_at` integer,
	`evaluation_id` text,
	`lease_token` text,
	`lease_owner` text,
	`lease_expires_at` integer,
	`not_before` integer,
	`claims` integer DEFAULT 0 NOT NULL,
	`crashes` integer DEFAULT 0 NOT NULL,
	`problems` text,
	`notices` text,
	`failure` text,
	FOREIGN KEY (`competition_id`) REFERENCES `competitions`(`id`) ON UPDATE no action ON DELETE cascade,
	FOREIGN KEY (`team_id`) REFERENCES `teams`(`id`) ON UPDATE no action ON DELETE cascade,
	FOREIGN KEY (`user_id`) REFERENCES `user`(`id`) ON UPDATE no action ON DELETE set null
);
--> statement-breakpoint
CREATE INDEX `submission_team` ON `submissions` (`team_id`,`created_at`);--> statement-breakpoint
CREATE INDEX `submission_competition` ON `submissions` (`competition_id`,`created_at`);--> statement-breakpoint
CREATE INDEX `submission_scored` ON `submissions` (`competition_id`,`status`,`team_id`);--> statement-breakpoint
CREATE INDEX `submission_status` ON `submissions` (`status`,`created_at`);--> statement-breakpoint
CREATE TABLE `team_members` (
	`team_id` text NOT NULL,
	`competition_id` text NOT NULL,
	`user_id` text NOT NULL,
	`joined_at` integer NOT NULL,
	PRIMARY KEY(`team_id`, `user_id`),
	FOREIGN KEY (`team_id`) REFERENCES `teams`(`id`) ON UPDATE no action ON DELETE cascade,
	FOREIGN KEY (`competition_id`) REFERENCES `competitions`(`id`) ON UPDATE no action ON DELETE cascade,
	FOREIGN KEY (`user_id`) REFERENCES `user`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE UNIQUE INDEX `one_team_a_competition` ON `team_members` (`competition_id`,`user_id`);--> statement-breakpoint
CREATE INDEX `member_user` ON `team_members` (`user_id`);--> statement-breakpoint
CREATE TABLE `teams` (
	`id` text PRIMARY KEY NOT NULL,
	`competition_id` text NOT NULL,
	`kind` text NOT NULL,
	`name` text NOT NULL,
	`note` text,
	`created_at` integer NOT NULL,
	FOREIGN KEY (`competition_id`) REFERENCES `competitions`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE INDEX `team_competition` ON `teams` (`competition_id`,`kind`);--> statement-breakpoint
CREATE UNIQUE INDEX `baseline_name` ON `teams` (`competition_id`,`name`) WHERE kind = 'baseline';