CREATE TABLE "outbox" (
	"id" uuid PRIMARY KEY NOT NULL,
	"number" bigint GENERATED ALWAYS AS IDENTITY (sequence name "outbox_number_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"key" text NOT NULL,
	"kind" text NOT NULL,
	"subject_id" uuid,
	"user_id" uuid,
	"telegram_id" bigint,
	"recipient" text NOT NULL,
	"priority" smallint NOT NULL,
	"turn" bigint NOT NULL,
	"state" text NOT NULL,
	"rev" integer NOT NULL,
	"due_at" timestamp with time zone NOT NULL,
	"attempts" integer NOT NULL,
	"repeats" integer NOT NULL,
	"epoch" bigint,
	"message_ids" json NOT NULL,
	"shown" text,
	"details" json NOT NULL,
	"reason" text,
	"created_at" timestamp with time zone NOT NULL,
	"sent_at" timestamp with time zone,
	"ended_at" timestamp with time zone,
	CONSTRAINT "outbox_key" UNIQUE("key"),
	CONSTRAINT "outbox_recipient" CHECK (("outbox"."user_id" is null) <> ("outbox"."telegram_id" is null)),
	CONSTRAINT "outbox_end" CHECK (case "outbox"."state" when 'dropped' then "outbox"."ended_at" is not null when 'sent' then true else "outbox"."ended_at" is null end)
);
--> statement-breakpoint
CREATE TABLE "drafts" (
	"id" uuid PRIMARY KEY NOT NULL,
	"user_id" uuid NOT NULL,
	"model_id" text NOT NULL,
	"catalogue_hash" text NOT NULL,
	"state" json NOT NULL,
	"rev" integer NOT NULL,
	"awaiting" json,
	"status" text NOT NULL,
	"notice" json,
	"price_mc" bigint,
	"generation_id" uuid,
	"created_at" timestamp with time zone NOT NULL,
	"updated_at" timestamp with time zone NOT NULL,
	CONSTRAINT "drafts_rev" CHECK ("drafts"."rev" >= 1),
	CONSTRAINT "drafts_submitted" CHECK (("drafts"."status" = 'submitted') = ("drafts"."generation_id" is not null)),
	CONSTRAINT "drafts_awaiting_is_open" CHECK ("drafts"."awaiting" is null or "drafts"."status" in ('open', 'awaiting_payment'))
);
--> statement-breakpoint
CREATE TABLE "favourites" (
	"user_id" uuid NOT NULL,
	"generation_id" uuid NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	CONSTRAINT "favourites_user_id_generation_id_pk" PRIMARY KEY("user_id","generation_id")
);
--> statement-breakpoint
CREATE TABLE "presets" (
	"id" uuid PRIMARY KEY NOT NULL,
	"user_id" uuid NOT NULL,
	"model_id" text NOT NULL,
	"name" text NOT NULL,
	"input" json NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	CONSTRAINT "presets_name" UNIQUE("user_id","model_id","name")
);
--> statement-breakpoint
CREATE TABLE "studio_settings" (
	"user_id" uuid PRIMARY KEY NOT NULL,
	"delivery" text NOT NULL
);
--> statement-breakpoint
ALTER TABLE "outbox" ADD CONSTRAINT "outbox_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "drafts" ADD CONSTRAINT "drafts_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "favourites" ADD CONSTRAINT "favourites_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "presets" ADD CONSTRAINT "presets_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "studio_settings" ADD CONSTRAINT "studio_settings_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "outbox_next" ON "outbox" USING btree ("priority","turn","number") WHERE "outbox"."state" = 'due';--> statement-breakpoint
CREATE INDEX "outbox_due" ON "outbox" USING btree ("due_at") WHERE "outbox"."state" = 'due';--> statement-breakpoint
CREATE INDEX "outbox_live" ON "outbox" USING btree ("due_at") WHERE "outbox"."state" = 'sent' and "outbox"."ended_at" is null;--> statement-breakpoint
CREATE INDEX "outbox_of_recipient" ON "outbox" USING btree ("recipient","priority","turn") WHERE "outbox"."state" in ('due', 'sending', 'parked');--> statement-breakpoint
CREATE INDEX "outbox_sending" ON "outbox" USING btree ("number") WHERE "outbox"."state" = 'sending';--> statement-breakpoint
CREATE INDEX "outbox_of_subject" ON "outbox" USING btree ("subject_id") WHERE "outbox"."subject_id" is not null;--> statement-breakpoint
CREATE INDEX "outbox_of_user" ON "outbox" USING btree ("user_id") WHERE "outbox"."user_id" is not null;--> statement-breakpoint
CREATE INDEX "outbox_ended" ON "outbox" USING btree ("ended_at") WHERE "outbox"."ended_at" is not null;--> statement-breakpoint
CREATE INDEX "drafts_of_user" ON "drafts" USING btree ("user_id","updated_at");--> statement-breakpoint
CREATE UNIQUE INDEX "drafts_awaiting" ON "drafts" USING btree ("user_id") WHERE "drafts"."awaiting" is not null;--> statement-breakpoint
CREATE INDEX "drafts_popular" ON "drafts" USING btree ("updated_at","model_id") WHERE "drafts"."status" = 'submitted';--> statement-breakpoint
CREATE INDEX "favourites_of_user" ON "favourites" USING btree ("user_id","created_at");