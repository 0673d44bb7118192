CREATE TABLE "lottery_people" (
	"user_id" uuid PRIMARY KEY NOT NULL,
	"adult_at" timestamp with time zone,
	"paused_until" timestamp with time zone
);
--> statement-breakpoint
ALTER TABLE "lottery_people" ADD CONSTRAINT "lottery_people_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;