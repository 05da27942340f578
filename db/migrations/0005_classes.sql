CREATE TABLE `roster_entries` (
	`id` text PRIMARY KEY NOT NULL,
	`competition_id` text NOT NULL,
	`name` text NOT NULL,
	`email` text NOT NULL,
	`student_id` text,
	`section` text,
	`group_name` text,
	`user_id` text,
	`extended_until` integer,
	`extension_note` text,
	`position` integer NOT NULL,
	`created_at` integer NOT NULL,
	FOREIGN KEY (`competition_id`) REFERENCES `competitions`(`id`) ON UPDATE no action ON DELETE cascade,
	FOREIGN KEY (`user_id`) REFERENCES `user`(`id`) ON UPDATE no action ON DELETE set null
);
--> statement-breakpoint
CREATE UNIQUE INDEX `roster_email` ON `roster_entries` (`competition_id`,`email`);--> statement-breakpoint
CREATE UNIQUE INDEX `roster_user` ON `roster_entries` (`competition_id`,`user_id`) WHERE user_id IS NOT NULL;--> statement-breakpoint
CREATE INDEX `roster_order` ON `roster_entries` (`competition_id`,`position`);--> statement-breakpoint
CREATE TABLE `grade_overrides` (
	`competition_id` text NOT NULL,
	`entry_id` text NOT NULL,
	`grade` real NOT NULL,
	`reason` text NOT NULL,
	`user_name` text NOT NULL,
	`created_at` integer NOT NULL,
	PRIMARY KEY(`competition_id`, `entry_id`),
	FOREIGN KEY (`competition_id`) REFERENCES `competitions`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE TABLE `grade_releases` (
	`id` text PRIMARY KEY NOT NULL,
	`competition_id` text NOT NULL,
	`version` integer NOT NULL,
	`scheme` text NOT NULL,
	`late` text,
	`note` text NOT NULL,
	`user_name` text NOT NULL,
	`created_at` integer NOT NULL,
	`withdrawn_at` integer,
	`withdrawn_reason` text,
	FOREIGN KEY (`competition_id`) REFERENCES `competitions`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE UNIQUE INDEX `grade_release` ON `grade_releases` (`competition_id`,`version`);--> statement-breakpoint
CREATE TABLE `grade_schemes` (
	`competition_id` text PRIMARY KEY NOT NULL,
	`scheme` text NOT NULL,
	`revision` integer NOT NULL,
	`updated_at` integer NOT NULL,
	FOREIGN KEY (`competition_id`) REFERENCES `competitions`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE TABLE `grades` (
	`release_id` text NOT NULL,
	`entry_id` text NOT NULL,
	`user_id` text,
	`name` text NOT NULL,
	`email` text NOT NULL,
	`student_id` text,
	`section` text,
	`grade` real,
	`computed` real,
	`reason` text,
	`detail` text NOT NULL,
	PRIMARY KEY(`release_id`, `entry_id`),
	FOREIGN KEY (`release_id`) REFERENCES `grade_releases`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE INDEX `grade_user` ON `grades` (`user_id`,`release_id`);--> statement-breakpoint
CREATE TABLE `integrity_marks` (
	`competition_id` text NOT NULL,
	`key` text NOT NULL,
	`verdict` text NOT NULL,
	`note` text NOT NULL,
	`user_name` text NOT NULL,
	`marked_at` integer NOT NULL,
	PRIMARY KEY(`competition_id`, `key`),
	FOREIGN KEY (`competition_id`) REFERENCES `competitions`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE TABLE `integrity_runs` (
	`id` text PRIMARY KEY NOT NULL,
	`competition_id` text NOT NULL,
	`state` text NOT NULL,
	`done` integer NOT NULL,
	`of` integer NOT NULL,
	`user_name` text NOT NULL,
	`started_at` integer NOT NULL,
	`beat_at` integer NOT NULL,
	`finished_at` integer,
	`submissions` text NOT NULL,
	`findings` text,
	`failure` text,
	FOREIGN KEY (`competition_id`) REFERENCES `competitions`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE INDEX `integrity_run` ON `integrity_runs` (`competition_id`,`started_at`);--> statement-breakpoint
ALTER TABLE `competitions` ADD `class` text;--> statement-breakpoint
ALTER TABLE `competitions` ADD `extended_until` integer;--> statement-breakpoint
ALTER TABLE `teams` ADD `pseudonym` text;--> statement-breakpoint
ALTER TABLE `teams` ADD `group_key` text;--> statement-breakpoint
CREATE UNIQUE INDEX `team_group` ON `teams` (`competition_id`,`group_key`) WHERE group_key IS NOT NULL;--> statement-breakpoint
CREATE UNIQUE INDEX `team_pseudonym` ON `teams` (`competition_id`,`pseudonym`) WHERE pseudonym IS NOT NULL;