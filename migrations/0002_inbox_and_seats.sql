CREATE SEQUENCE "public"."kv_versions" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1;--> statement-breakpoint
CREATE TABLE "inbox" (
	"number" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "inbox_number_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"update_id" bigint NOT NULL,
	"key" text NOT NULL,
	"payload" json,
	"status" text DEFAULT 'new' NOT NULL,
	"starts" smallint DEFAULT 0 NOT NULL,
	"failures" smallint DEFAULT 0 NOT NULL,
	"last_error" text,
	"arrived_at" timestamp with time zone NOT NULL,
	"not_before" timestamp with time zone,
	"ended_at" timestamp with time zone,
	CONSTRAINT "inbox_update_id" UNIQUE("update_id"),
	CONSTRAINT "inbox_status" CHECK ("inbox"."status" in ('new', 'done', 'parked'))
);
--> statement-breakpoint
CREATE TABLE "seats" (
	"key" text PRIMARY KEY NOT NULL,
	"epoch" bigint NOT NULL,
	"holder" text NOT NULL,
	"since" timestamp with time zone NOT NULL
);
--> statement-breakpoint
ALTER TABLE "kv_entries" ALTER COLUMN "value" SET DATA TYPE json;--> statement-breakpoint
CREATE INDEX "inbox_waiting" ON "inbox" USING btree ("number") WHERE "inbox"."status" = 'new';--> statement-breakpoint
CREATE INDEX "inbox_parked" ON "inbox" USING btree ("number") WHERE "inbox"."status" = 'parked';--> statement-breakpoint
CREATE INDEX "inbox_arrived_at" ON "inbox" USING btree ("arrived_at");