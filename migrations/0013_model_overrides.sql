CREATE TABLE "model_overrides" (
	"model_id" text PRIMARY KEY NOT NULL,
	"is_hidden" boolean NOT NULL,
	"reason" text,
	"changed_at" timestamp with time zone NOT NULL
);
