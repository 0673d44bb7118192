CREATE UNLOGGED TABLE "cache_entries" (
	"key" text PRIMARY KEY NOT NULL,
	"value" text,
	"loaded_at" timestamp with time zone,
	"refresh_at" timestamp with time zone,
	"expires_at" timestamp with time zone,
	"hard_at" timestamp with time zone NOT NULL,
	"loader" text,
	"loader_until" timestamp with time zone,
	"failed_code" text,
	"retry_at" timestamp with time zone
);
--> statement-breakpoint
CREATE TABLE "pacers" (
	"name" text PRIMARY KEY NOT NULL,
	"next_at" timestamp with time zone NOT NULL,
	"streak" integer NOT NULL,
	"person_until" timestamp with time zone,
	"backfill_until" timestamp with time zone,
	"granted_to" text
);
--> statement-breakpoint
CREATE INDEX "cache_entries_hard_at" ON "cache_entries" USING btree ("hard_at");