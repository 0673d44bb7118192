CREATE TABLE "accounts" (
	"id" uuid PRIMARY KEY NOT NULL,
	"user_id" uuid,
	"kind" text NOT NULL,
	"balance_mc" bigint,
	CONSTRAINT "accounts_user_kind" UNIQUE("user_id","kind"),
	CONSTRAINT "accounts_balance_not_negative" CHECK ("accounts"."balance_mc" >= 0),
	CONSTRAINT "accounts_kind_fits_owner" CHECK (case when "accounts"."user_id" is null
        then "accounts"."kind" in ('house_earnings', 'house_grants', 'house_sales', 'house_welcome') and "accounts"."balance_mc" is null
        else "accounts"."kind" in ('available', 'held', 'owed') and "accounts"."balance_mc" is not null end)
);
--> statement-breakpoint
CREATE TABLE "holds" (
	"generation_id" uuid PRIMARY KEY NOT NULL,
	"user_id" uuid NOT NULL,
	"amount_mc" bigint NOT NULL,
	"status" text NOT NULL,
	"captured_mc" bigint,
	"opened_at" timestamp with time zone NOT NULL,
	"closed_at" timestamp with time zone,
	CONSTRAINT "holds_amount_positive" CHECK ("holds"."amount_mc" > 0),
	CONSTRAINT "holds_state" CHECK (case "holds"."status"
        when 'open' then "holds"."captured_mc" is null and "holds"."closed_at" is null
        when 'captured' then "holds"."captured_mc" is not null and "holds"."captured_mc" between 0 and "holds"."amount_mc" and "holds"."closed_at" is not null
        when 'released' then "holds"."captured_mc" is null and "holds"."closed_at" is not null
        else false end)
);
--> statement-breakpoint
CREATE TABLE "transfers" (
	"number" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "transfers_number_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"key" text NOT NULL,
	"step" smallint NOT NULL,
	"user_id" uuid NOT NULL,
	"debit_account" uuid NOT NULL,
	"credit_account" uuid NOT NULL,
	"amount_mc" bigint NOT NULL,
	"reason" text NOT NULL,
	"generation_id" uuid,
	"details" json,
	"created_at" timestamp with time zone NOT NULL,
	CONSTRAINT "transfers_key" UNIQUE("key","step"),
	CONSTRAINT "transfers_amount_positive" CHECK ("transfers"."amount_mc" > 0),
	CONSTRAINT "transfers_two_accounts" CHECK ("transfers"."debit_account" <> "transfers"."credit_account"),
	CONSTRAINT "transfers_generation_fits_reason" CHECK (("transfers"."reason" in ('hold', 'capture', 'return', 'release')) = ("transfers"."generation_id" is not null))
);
--> statement-breakpoint
CREATE TABLE "welcomes" (
	"person" text PRIMARY KEY NOT NULL,
	"given_at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
ALTER TABLE "accounts" ADD CONSTRAINT "accounts_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "holds" ADD CONSTRAINT "holds_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "transfers" ADD CONSTRAINT "transfers_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "transfers" ADD CONSTRAINT "transfers_debit_account_accounts_id_fk" FOREIGN KEY ("debit_account") REFERENCES "public"."accounts"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "transfers" ADD CONSTRAINT "transfers_credit_account_accounts_id_fk" FOREIGN KEY ("credit_account") REFERENCES "public"."accounts"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "transfers" ADD CONSTRAINT "transfers_generation_id_holds_generation_id_fk" FOREIGN KEY ("generation_id") REFERENCES "public"."holds"("generation_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "accounts_house_kind" ON "accounts" USING btree ("kind") WHERE "accounts"."user_id" is null;--> statement-breakpoint
CREATE INDEX "holds_open" ON "holds" USING btree ("user_id") WHERE "holds"."status" = 'open';--> statement-breakpoint
CREATE INDEX "transfers_of_user" ON "transfers" USING btree ("user_id","number");--> statement-breakpoint
CREATE INDEX "transfers_of_generation" ON "transfers" USING btree ("generation_id") WHERE "transfers"."generation_id" is not null;--> statement-breakpoint
INSERT INTO "accounts" ("id", "kind") VALUES
	('00000000-0000-7000-8000-000000000001', 'house_earnings'),
	('00000000-0000-7000-8000-000000000002', 'house_grants'),
	('00000000-0000-7000-8000-000000000003', 'house_sales'),
	('00000000-0000-7000-8000-000000000004', 'house_welcome');
--> statement-breakpoint
CREATE FUNCTION "ledger_refuse"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
	RAISE EXCEPTION '% of % is refused: the ledger is append-only', tg_op, tg_table_name USING ERRCODE = 'restrict_violation';
END $$;
--> statement-breakpoint
CREATE FUNCTION "ledger_refuse_transfer_update"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
	-- The one exception: details may be emptied, when a person asks to be forgotten.
	IF new.details IS NULL
		AND (new.number, new.key, new.step, new.user_id, new.debit_account, new.credit_account, new.amount_mc, new.reason, new.created_at)
			IS NOT DISTINCT FROM (old.number, old.key, old.step, old.user_id, old.debit_account, old.credit_account, old.amount_mc, old.reason, old.created_at)
		AND new.generation_id IS NOT DISTINCT FROM old.generation_id
	THEN RETURN new; END IF;
	RAISE EXCEPTION '% of % is refused: the ledger is append-only', tg_op, tg_table_name USING ERRCODE = 'restrict_violation';
END $$;
--> statement-breakpoint
CREATE FUNCTION "ledger_refuse_account_update"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
	IF (new.id, new.kind) IS NOT DISTINCT FROM (old.id, old.kind) AND new.user_id IS NOT DISTINCT FROM old.user_id
	THEN RETURN new; END IF;
	RAISE EXCEPTION '% of % is refused: only the balance of an account changes', tg_op, tg_table_name USING ERRCODE = 'restrict_violation';
END $$;
--> statement-breakpoint
CREATE FUNCTION "ledger_refuse_hold_update"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
	IF old.status = 'open' AND new.status IN ('captured', 'released')
		AND (new.generation_id, new.user_id, new.amount_mc, new.opened_at)
			IS NOT DISTINCT FROM (old.generation_id, old.user_id, old.amount_mc, old.opened_at)
	THEN RETURN new; END IF;
	RAISE EXCEPTION '% of % is refused: a hold is closed once and keeps its amount', tg_op, tg_table_name USING ERRCODE = 'restrict_violation';
END $$;
--> statement-breakpoint
CREATE TRIGGER "transfers_update" BEFORE UPDATE ON "transfers" FOR EACH ROW EXECUTE FUNCTION "ledger_refuse_transfer_update"();
--> statement-breakpoint
CREATE TRIGGER "transfers_delete" BEFORE DELETE ON "transfers" FOR EACH ROW EXECUTE FUNCTION "ledger_refuse"();
--> statement-breakpoint
CREATE TRIGGER "transfers_truncate" BEFORE TRUNCATE ON "transfers" FOR EACH STATEMENT EXECUTE FUNCTION "ledger_refuse"();
--> statement-breakpoint
CREATE TRIGGER "accounts_update" BEFORE UPDATE ON "accounts" FOR EACH ROW EXECUTE FUNCTION "ledger_refuse_account_update"();
--> statement-breakpoint
CREATE TRIGGER "accounts_delete" BEFORE DELETE ON "accounts" FOR EACH ROW EXECUTE FUNCTION "ledger_refuse"();
--> statement-breakpoint
CREATE TRIGGER "accounts_truncate" BEFORE TRUNCATE ON "accounts" FOR EACH STATEMENT EXECUTE FUNCTION "ledger_refuse"();
--> statement-breakpoint
CREATE TRIGGER "holds_update" BEFORE UPDATE ON "holds" FOR EACH ROW EXECUTE FUNCTION "ledger_refuse_hold_update"();
--> statement-breakpoint
CREATE TRIGGER "holds_delete" BEFORE DELETE ON "holds" FOR EACH ROW EXECUTE FUNCTION "ledger_refuse"();
--> statement-breakpoint
CREATE TRIGGER "holds_truncate" BEFORE TRUNCATE ON "holds" FOR EACH STATEMENT EXECUTE FUNCTION "ledger_refuse"();
