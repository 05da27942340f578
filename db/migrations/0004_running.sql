CREATE TABLE `announcements` (
	`id` text PRIMARY KEY NOT NULL,
	`competition_id` text NOT NULL,
	`title` text NOT NULL,
	`body` text NOT NULL,
	`pinned` integer DEFAULT false NOT NULL,
	`user_id` text,
	`publish_at` integer NOT NULL,
	`created_at` integer NOT NULL,
	`edited_at` integer,
	FOREIGN KEY (`competition_id`) REFERENCES `competitions`(`id`) ON UPDATE no action ON DELETE cascade,
	FOREIGN KEY (`user_id`) REFERENCES `user`(`id`) ON UPDATE no action ON DELETE set null
);
--> statement-breakpoint
CREATE INDEX `announcement_competition` ON `announcements` (`competition_id`,`publish_at`);--> statement-breakpoint
CREATE TABLE `audit_entries` (
	`competition_id` text NOT NULL,
	`seq` integer NOT NULL,
	`at` integer NOT NULL,
	`actor_id` text,
	`actor_name` text NOT NULL,
	`action` text NOT NULL,
	`target` text,
	`detail` text NOT NULL,
	`previous` text NOT NULL,
	`hash` text NOT NULL,
	PRIMARY KEY(`competition_id`, `seq`)
);
--> statement-breakpoint
CREATE INDEX `audit_action` ON `audit_entries` (`competition_id`,`action`);--> statement-breakpoint
CREATE TABLE `revisions` (
	`id` text PRIMARY KEY NOT NULL,
	`competition_id` text NOT NULL,
	`part` text NOT NULL,
	`number` integer NOT NULL,
	`before` text NOT NULL,
	`after` text NOT NULL,
	`restored` integer,
	`user_id` text,
	`user_name` text NOT NULL,
	`created_at` integer NOT NULL,
	FOREIGN KEY (`competition_id`) REFERENCES `competitions`(`id`) ON UPDATE no action ON DELETE cascade,
	FOREIGN KEY (`user_id`) REFERENCES `user`(`id`) ON UPDATE no action ON DELETE set null
);
--> statement-breakpoint
CREATE UNIQUE INDEX `revision_number` ON `revisions` (`competition_id`,`part`,`number`);--> statement-breakpoint
CREATE TABLE `final_selections` (
	`team_id` text NOT NULL,
	`submission_id` text NOT NULL,
	`created_at` integer NOT NULL,
	PRIMARY KEY(`team_id`, `submission_id`),
	FOREIGN KEY (`team_id`) REFERENCES `teams`(`id`) ON UPDATE no action ON DELETE cascade,
	FOREIGN KEY (`submission_id`) REFERENCES `submissions`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE TABLE `join_requests` (
	`competition_id` text NOT NULL,
	`user_id` text NOT NULL,
	`team_name` text NOT NULL,
	`note` text DEFAULT '' NOT NULL,
	`status` text NOT NULL,
	`created_at` integer NOT NULL,
	`decided_at` integer,
	PRIMARY KEY(`competition_id`, `user_id`),
	FOREIGN KEY (`competition_id`) REFERENCES `competitions`(`id`) ON UPDATE no action ON DELETE cascade,
	FOREIGN KEY (`user_id`) REFERENCES `user`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE INDEX `join_request_status` ON `join_requests` (`competition_id`,`status`,`created_at`);--> statement-breakpoint
ALTER TABLE `competition_organisers` ADD `role` text DEFAULT 'organiser' NOT NULL;--> statement-breakpoint
ALTER TABLE `competitions` ADD `late` text DEFAULT 'refuse' NOT NULL;--> statement-breakpoint
ALTER TABLE `competitions` ADD `reveal` text DEFAULT 'at_close' NOT NULL;--> statement-breakpoint
ALTER TABLE `competitions` ADD `reveal_at` integer;--> statement-breakpoint
ALTER TABLE `competitions` ADD `team_max_size` integer DEFAULT 1 NOT NULL;--> statement-breakpoint
ALTER TABLE `competitions` ADD `merge_deadline` integer;--> statement-breakpoint
ALTER TABLE `competitions` ADD `join_rule` text DEFAULT 'everyone' NOT NULL;--> statement-breakpoint
ALTER TABLE `competitions` ADD `join_code` text;--> statement-breakpoint
ALTER TABLE `competitions` ADD `join_domains` text;--> statement-breakpoint
ALTER TABLE `competitions` ADD `join_emails` text;--> statement-breakpoint
ALTER TABLE `submissions` ADD `late` integer DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE `submissions` ADD `disqualified_at` integer;--> statement-breakpoint
ALTER TABLE `submissions` ADD `disqualified_reason` text;--> statement-breakpoint
ALTER TABLE `teams` ADD `captain_id` text;--> statement-breakpoint
ALTER TABLE `teams` ADD `invite_code` text;--> statement-breakpoint
ALTER TABLE `teams` ADD `merged_into` text;--> statement-breakpoint
CREATE UNIQUE INDEX `teams_invite_code_unique` ON `teams` (`invite_code`);--> statement-breakpoint
UPDATE `competition_organisers` SET `role` = 'owner' WHERE `user_id` = (SELECT `created_by` FROM `competitions` `c` WHERE `c`.`id` = `competition_id`);--> statement-breakpoint
CREATE TRIGGER `audit_entries_stay` BEFORE UPDATE ON `audit_entries` BEGIN SELECT RAISE(ABORT, 'audit entries are never changed'); END;--> statement-breakpoint
CREATE TRIGGER `audit_entries_remain` BEFORE DELETE ON `audit_entries` BEGIN SELECT RAISE(ABORT, 'audit entries are never deleted'); END;
