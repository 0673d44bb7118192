CREATE TABLE "files" (
	"id" uuid PRIMARY KEY NOT NULL,
	"number" bigint GENERATED ALWAYS AS IDENTITY (sequence name "files_number_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"user_id" uuid NOT NULL,
	"role" text NOT NULL,
	"kind" text NOT NULL,
	"state" text NOT NULL,
	"generation_id" uuid,
	"position" smallint NOT NULL,
	"source_url" text,
	"mime_type" text,
	"size_bytes" bigint,
	"width" integer,
	"height" integer,
	"seconds" double precision,
	"file_name" text,
	"title" text,
	"track_id" text,
	"telegram_file_id" text,
	"telegram_unique_id" text,
	"telegram_as" text,
	"created_at" timestamp with time zone NOT NULL,
	"stored_at" timestamp with time zone,
	"expires_at" timestamp with time zone NOT NULL,
	CONSTRAINT "files_number" UNIQUE("number"),
	CONSTRAINT "files_generation_fits_role" CHECK (("files"."role" = 'input') = ("files"."generation_id" is null)),
	CONSTRAINT "files_expected" CHECK ("files"."state" <> 'expected' or "files"."source_url" is not null),
	CONSTRAINT "files_stored" CHECK ("files"."state" <> 'stored' or ("files"."mime_type" is not null and "files"."size_bytes" is not null and "files"."stored_at" is not null)),
	CONSTRAINT "files_telegram" CHECK (("files"."telegram_file_id" is null) = ("files"."telegram_as" is null))
);
--> statement-breakpoint
ALTER TABLE "files" ADD CONSTRAINT "files_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "files_of_generation" ON "files" USING btree ("generation_id","role","position") WHERE "files"."generation_id" is not null;--> statement-breakpoint
CREATE INDEX "files_of_user" ON "files" USING btree ("user_id","role","number");--> statement-breakpoint
CREATE INDEX "files_expiring" ON "files" USING btree ("expires_at") WHERE "files"."state" <> 'gone';--> statement-breakpoint
CREATE INDEX "files_gone" ON "files" USING btree ("expires_at") WHERE "files"."state" = 'gone';