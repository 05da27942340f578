CREATE TABLE `commitments` (
	`id` text PRIMARY KEY NOT NULL,
	`competition_id` text NOT NULL,
	`number` integer NOT NULL,
	`hash` text NOT NULL,
	`salt` text NOT NULL,
	`content` text NOT NULL,
	`reason` text,
	`created_at` integer NOT NULL,
	`revealed_at` integer,
	FOREIGN KEY (`competition_id`) REFERENCES `competitions`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE UNIQUE INDEX `commitment_number` ON `commitments` (`competition_id`,`number`);--> statement-breakpoint
CREATE TABLE `rescorings` (
	`change_id` text NOT NULL,
	`submission_id` text NOT NULL,
	`state` text NOT NULL,
	`lease_token` text,
	`lease_owner` text,
	`lease_expires_at` integer,
	`crashes` integer DEFAULT 0 NOT NULL,
	`evaluation_id` text,
	`problems` text,
	`notices` text,
	`failure` text,
	PRIMARY KEY(`change_id`, `submission_id`),
	FOREIGN KEY (`change_id`) REFERENCES `scoring_changes`(`id`) ON UPDATE no action ON DELETE cascade,
	FOREIGN KEY (`submission_id`) REFERENCES `submissions`(`id`) ON UPDATE no action ON DELETE cascade,
	FOREIGN KEY (`evaluation_id`) REFERENCES `evaluations`(`id`) ON UPDATE no action ON DELETE set null
);
--> statement-breakpoint
CREATE INDEX `rescoring_submission` ON `rescorings` (`submission_id`);--> statement-breakpoint
CREATE INDEX `rescoring_state` ON `rescorings` (`change_id`,`state`);--> statement-breakpoint
CREATE TABLE `scoring_changes` (
	`id` text PRIMARY KEY NOT NULL,
	`competition_id` text NOT NULL,
	`number` integer NOT NULL,
	`state` text DEFAULT 'open' NOT NULL,
	`reason` text NOT NULL,
	`solution_version` integer NOT NULL,
	`solution_before` integer NOT NULL,
	`solution_change` text,
	`before` text NOT NULL,
	`after` text NOT NULL,
	`notices` text,
	`user_id` text,
	`user_name` text NOT NULL,
	`created_at` integer NOT NULL,
	`ended_at` integer,
	`ended_by` text,
	`publish_token` text,
	`announcement_id` text,
	FOREIGN KEY (`competition_id`) REFERENCES `competitions`(`id`) ON UPDATE no action ON DELETE cascade,
	FOREIGN KEY (`user_id`) REFERENCES `user`(`id`) ON UPDATE no action ON DELETE set null
);
--> statement-breakpoint
CREATE UNIQUE INDEX `scoring_change_number` ON `scoring_changes` (`competition_id`,`number`);--> statement-breakpoint
CREATE UNIQUE INDEX `one_open_change` ON `scoring_changes` (`competition_id`) WHERE state = 'open';--> statement-breakpoint
ALTER TABLE `competitions` ADD `scoring_revision` integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE `competitions` ADD `releases_files` integer DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE `reported_results` ADD `metric` text;--> statement-breakpoint
ALTER TABLE `standings` ADD `evaluation_id` text;--> statement-breakpoint
UPDATE `standings` SET `evaluation_id` = (SELECT `s`.`evaluation_id` FROM `submissions` `s` WHERE `s`.`id` = `submission_id`);