CREATE TABLE `baseline_cards` (
	`team_id` text PRIMARY KEY NOT NULL,
	`submission_id` text,
	`sha256` text NOT NULL,
	`size` integer NOT NULL,
	`updated_at` integer NOT NULL,
	FOREIGN KEY (`team_id`) REFERENCES `teams`(`id`) ON UPDATE no action ON DELETE cascade,
	FOREIGN KEY (`submission_id`) REFERENCES `submissions`(`id`) ON UPDATE no action ON DELETE set null
);
--> statement-breakpoint
CREATE INDEX `baseline_card_submission` ON `baseline_cards` (`submission_id`);--> statement-breakpoint
CREATE TABLE `baseline_pictures` (
	`team_id` text NOT NULL,
	`path` text NOT NULL,
	`sha256` text NOT NULL,
	`size` integer NOT NULL,
	`type` text NOT NULL,
	PRIMARY KEY(`team_id`, `path`),
	FOREIGN KEY (`team_id`) REFERENCES `baseline_cards`(`team_id`) ON UPDATE no action ON DELETE cascade
);
