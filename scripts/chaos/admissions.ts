import type pg from 'pg';

/**
 * The database itself writes down, at every admission, how many are in work then. Whoever admits holds a lock of its
 * own until the commit, so that two who admitted at one moment would see each other: the product's locks are not
 * relied on, and no clock is read.
 */
const watch = `
  create schema chaos;
  create table chaos.admissions (generation_id uuid, in_all int, of_person int);
  create function chaos.note_admission() returns trigger language plpgsql as $$
  begin
    perform pg_advisory_xact_lock(4242);
    insert into chaos.admissions select new.id, count(*), count(*) filter (where g.user_id = new.user_id)
      from public.generations g
      where g.status in ('PENDING', 'PROCESSING') and g.admitted_at is not null;
    return null;
  end $$;
  create trigger chaos_admitted after update of admitted_at on public.generations for each row
    when (old.admitted_at is null and new.admitted_at is not null) execute function chaos.note_admission();
  create trigger chaos_born_admitted after insert on public.generations for each row
    when (new.admitted_at is not null) execute function chaos.note_admission();
  create trigger chaos_revived after update of status on public.generations for each row
    when (old.status not in ('PENDING', 'PROCESSING') and new.status in ('PENDING', 'PROCESSING')
      and new.admitted_at is not null) execute function chaos.note_admission()`;

export async function watchAdmissions(pool: Pick<pg.Pool, 'query'>): Promise<void> {
  await pool.query(watch);
}

export interface Admission {
  generation_id: string;
  in_all: number;
  of_person: number;
}

/** Those with the most at once. */
export const mostAdmitted = `
  select count(*)::int as admitted, coalesce(max(in_all), 0) as in_all, coalesce(max(of_person), 0) as of_person
  from chaos.admissions`;

export const overAdmitted = `
  select generation_id, in_all, of_person from chaos.admissions where in_all > $1 or of_person > $2 limit 20`;
