CREATE SEQUENCE "public"."turns" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1;--> statement-breakpoint
CREATE TABLE "batches" (
	"id" uuid PRIMARY KEY NOT NULL,
	"number" bigint GENERATED ALWAYS AS IDENTITY (sequence name "batches_number_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"user_id" uuid NOT NULL,
	"chat_id" uuid,
	"client_key" text NOT NULL,
	"kind" text NOT NULL,
	"size" integer NOT NULL,
	"total_mc" bigint NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	"ended_at" timestamp with time zone,
	CONSTRAINT "batches_number" UNIQUE("number"),
	CONSTRAINT "batches_client_key" UNIQUE("user_id","client_key"),
	CONSTRAINT "batches_size" CHECK ("batches"."size" between 1 and 100)
);
--> statement-breakpoint
CREATE TABLE "capacity" (
	"name" text PRIMARY KEY NOT NULL,
	"cap" integer NOT NULL,
	"active" integer NOT NULL,
	"is_paused" boolean NOT NULL,
	CONSTRAINT "capacity_active" CHECK ("capacity"."active" >= 0)
);
--> statement-breakpoint
CREATE TABLE "generations" (
	"id" uuid PRIMARY KEY NOT NULL,
	"number" bigint GENERATED ALWAYS AS IDENTITY (sequence name "generations_number_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"user_id" uuid NOT NULL,
	"batch_id" uuid,
	"chat_id" uuid,
	"client_key" text NOT NULL,
	"retry_of" uuid,
	"model_id" text NOT NULL,
	"catalogue_hash" text NOT NULL,
	"input" json NOT NULL,
	"seconds" json NOT NULL,
	"fingerprint" text NOT NULL,
	"price_kind" text NOT NULL,
	"price_mc" bigint NOT NULL,
	"bill" json NOT NULL,
	"terms" json NOT NULL,
	"status" text NOT NULL,
	"certainty" text NOT NULL,
	"attempt" smallint NOT NULL,
	"task_id" text,
	"admitted_at" timestamp with time zone,
	"progress" smallint,
	"code" text,
	"needs_attention" boolean NOT NULL,
	"came_late" boolean NOT NULL,
	"result_text" text,
	"captured_mc" bigint,
	"provider_cost" text,
	"created_at" timestamp with time zone NOT NULL,
	"submitted_at" timestamp with time zone,
	"done_at" timestamp with time zone,
	"ended_at" timestamp with time zone,
	"expires_at" timestamp with time zone NOT NULL,
	"due_at" timestamp with time zone,
	"looks" integer NOT NULL,
	CONSTRAINT "generations_number" UNIQUE("number"),
	CONSTRAINT "generations_client_key" UNIQUE("user_id","client_key"),
	CONSTRAINT "generations_certainty_fits_status" CHECK (case "generations"."status"
        when 'PENDING' then "generations"."certainty" = 'unsubmitted'
        when 'PROCESSING' then "generations"."certainty" <> 'unsubmitted'
        when 'COMPLETED' then "generations"."certainty" = 'finished'
        when 'CANCELLED' then "generations"."certainty" = 'unsubmitted'
        else true end),
	CONSTRAINT "generations_end" CHECK (("generations"."status" in ('COMPLETED', 'FAILED', 'CANCELLED')) = ("generations"."ended_at" is not null)),
	CONSTRAINT "generations_code" CHECK (("generations"."status" = 'FAILED') = ("generations"."code" is not null)),
	CONSTRAINT "generations_captured" CHECK (("generations"."status" = 'COMPLETED') = ("generations"."captured_mc" is not null) and ("generations"."captured_mc" is null or "generations"."captured_mc" between 0 and "generations"."price_mc"))
);
--> statement-breakpoint
CREATE TABLE "lanes" (
	"user_id" uuid PRIMARY KEY NOT NULL,
	"cap" integer NOT NULL,
	"active" integer NOT NULL,
	"waiting" integer NOT NULL,
	"served" bigint NOT NULL,
	CONSTRAINT "lanes_active" CHECK ("lanes"."active" >= 0),
	CONSTRAINT "lanes_waiting" CHECK ("lanes"."waiting" >= 0)
);
--> statement-breakpoint
CREATE TABLE "submissions" (
	"id" uuid PRIMARY KEY NOT NULL,
	"generation_id" uuid NOT NULL,
	"attempt" smallint NOT NULL,
	"state" text NOT NULL,
	"endpoint" text NOT NULL,
	"task_id" text,
	"code" text,
	"provider_code" integer,
	"credits_consumed" text,
	"started_at" timestamp with time zone NOT NULL,
	"submitted_at" timestamp with time zone,
	"ended_at" timestamp with time zone,
	CONSTRAINT "submissions_attempt" UNIQUE("generation_id","attempt")
);
--> statement-breakpoint
ALTER TABLE "batches" ADD CONSTRAINT "batches_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "generations" ADD CONSTRAINT "generations_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "generations" ADD CONSTRAINT "generations_batch_id_batches_id_fk" FOREIGN KEY ("batch_id") REFERENCES "public"."batches"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "lanes" ADD CONSTRAINT "lanes_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "submissions" ADD CONSTRAINT "submissions_generation_id_generations_id_fk" FOREIGN KEY ("generation_id") REFERENCES "public"."generations"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "generations_of_user" ON "generations" USING btree ("user_id","number");--> statement-breakpoint
CREATE INDEX "generations_of_batch" ON "generations" USING btree ("batch_id") WHERE "generations"."batch_id" is not null;--> statement-breakpoint
CREATE INDEX "generations_of_chat" ON "generations" USING btree ("chat_id","number") WHERE "generations"."chat_id" is not null;--> statement-breakpoint
CREATE INDEX "generations_waiting" ON "generations" USING btree ("user_id","number") WHERE "generations"."status" = 'PENDING' and "generations"."admitted_at" is null;--> statement-breakpoint
CREATE INDEX "generations_live" ON "generations" USING btree ("user_id") WHERE "generations"."status" in ('PENDING', 'PROCESSING');--> statement-breakpoint
CREATE INDEX "generations_admitted" ON "generations" USING btree ("admitted_at") WHERE "generations"."status" in ('PENDING', 'PROCESSING') and "generations"."admitted_at" is not null;--> statement-breakpoint
CREATE INDEX "generations_due" ON "generations" USING btree ("due_at") WHERE "generations"."due_at" is not null;--> statement-breakpoint
CREATE INDEX "generations_expiring" ON "generations" USING btree ("expires_at") WHERE "generations"."status" in ('PENDING', 'PROCESSING');--> statement-breakpoint
CREATE INDEX "generations_same" ON "generations" USING btree ("user_id","fingerprint") WHERE "generations"."status" = 'COMPLETED';--> statement-breakpoint
CREATE INDEX "generations_durations" ON "generations" USING btree ("model_id","done_at") WHERE "generations"."status" = 'COMPLETED';--> statement-breakpoint
CREATE INDEX "generations_attention" ON "generations" USING btree ("number") WHERE "generations"."needs_attention";--> statement-breakpoint
CREATE UNIQUE INDEX "generations_task" ON "generations" USING btree ("task_id") WHERE "generations"."task_id" is not null;--> statement-breakpoint
CREATE INDEX "lanes_next" ON "lanes" USING btree ("served") WHERE "lanes"."waiting" > 0 and "lanes"."active" < "lanes"."cap";--> statement-breakpoint
CREATE UNIQUE INDEX "submissions_task" ON "submissions" USING btree ("task_id") WHERE "submissions"."task_id" is not null;--> statement-breakpoint
CREATE INDEX "submissions_open" ON "submissions" USING btree ("started_at") WHERE "submissions"."state" in ('submitting', 'unknown');