CREATE TABLE "lottery_archives" (
	"code" text PRIMARY KEY NOT NULL,
	"synced_at" timestamp with time zone,
	"next_page" integer NOT NULL,
	"is_whole" boolean NOT NULL,
	"due_at" timestamp with time zone NOT NULL,
	"failures" integer NOT NULL
);
--> statement-breakpoint
CREATE TABLE "lottery_codes" (
	"code" text PRIMARY KEY NOT NULL,
	"lottery_id" text NOT NULL,
	"since_at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "lottery_draws" (
	"code" text NOT NULL,
	"number" integer NOT NULL,
	"drawn_at" timestamp with time zone NOT NULL,
	"is_completed" boolean NOT NULL,
	"numbers" integer[],
	"jackpot_rub" double precision,
	"is_jackpot_won" boolean,
	"price_rub" double precision,
	"tickets" double precision,
	"bets" double precision,
	"paid_rub" double precision,
	"tiers" json NOT NULL,
	"seen_at" timestamp with time zone NOT NULL,
	CONSTRAINT "lottery_draws_code_number_pk" PRIMARY KEY("code","number")
);
--> statement-breakpoint
CREATE TABLE "lottery_snapshots" (
	"section" text PRIMARY KEY NOT NULL,
	"value" json NOT NULL,
	"seen_at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "lottery_titles" (
	"code" text NOT NULL,
	"title" text NOT NULL,
	"first_seen_at" timestamp with time zone NOT NULL,
	"last_seen_at" timestamp with time zone NOT NULL,
	CONSTRAINT "lottery_titles_code_title_pk" PRIMARY KEY("code","title")
);
--> statement-breakpoint
CREATE INDEX "lottery_archives_due" ON "lottery_archives" USING btree ("due_at");--> statement-breakpoint
CREATE INDEX "lottery_draws_of_code" ON "lottery_draws" USING btree ("code","drawn_at");