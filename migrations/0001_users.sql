CREATE TABLE "users" (
	"id" uuid PRIMARY KEY NOT NULL,
	"telegram_id" bigint,
	"first_name" text,
	"language_code" text,
	"locale" text,
	"is_reachable" boolean NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	"seen_at" timestamp with time zone NOT NULL,
	"forgotten_at" timestamp with time zone,
	CONSTRAINT "users_telegram_id_unique" UNIQUE("telegram_id"),
	CONSTRAINT "users_locale_is_ours" CHECK ("users"."locale" in ('ru', 'en')),
	CONSTRAINT "users_forgotten_is_empty" CHECK ("users"."forgotten_at" is null or ("users"."telegram_id" is null and "users"."first_name" is null and "users"."language_code" is null and "users"."locale" is null))
);
