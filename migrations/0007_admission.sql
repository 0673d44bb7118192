ALTER TABLE "capacity" DROP CONSTRAINT "capacity_active";--> statement-breakpoint
CREATE INDEX "lanes_in_line" ON "lanes" USING btree ("served") WHERE "lanes"."waiting" > 0;--> statement-breakpoint
ALTER TABLE "capacity" DROP COLUMN "active";