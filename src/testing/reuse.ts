// Making a database and taking it away costs more than most tests do in it: so each is emptied and used again.
import pg from 'pg';

/** Where the databases that wait for another test are written down, beside what a fresh one looks like. */
export const registrySql = `
  create table free_databases (name text primary key);
  create table template (shape text not null, bytes bigint not null, empty_sql text not null)`;

// Written by the migrations about themselves, and never by the product.
const ownOfMigrations = ['drizzle.__drizzle_migrations', 'bullmq.migration'];
const growthMax = 4 * 1024 * 1024;

const ours = `nspname !~ '^pg_' and nspname <> 'information_schema'`;

// Tables, columns, triggers, rules on rows, functions, settings: whatever a test may have changed but the rows.
const shapeSql = `
  select md5(string_agg(line, E'\\n' order by line collate "C")) as shape, pg_database_size(current_database()) as bytes
  from (
    select concat_ws(' ', nspname, relname, relkind, relpersistence) as line
      from pg_class c join pg_namespace n on n.oid = relnamespace where ${ours}
    union all select concat_ws(' ', attrelid::regclass, attname, atttypid, attnotnull, atthasdef)
      from pg_attribute join pg_class c on c.oid = attrelid join pg_namespace n on n.oid = relnamespace where ${ours}
    union all select concat_ws(' ', tgrelid::regclass, tgname, tgenabled) from pg_trigger
    union all select concat_ws(' ', conrelid::regclass, conname, pg_get_constraintdef(c.oid))
      from pg_constraint c join pg_namespace n on n.oid = connamespace where ${ours}
    union all select concat_ws(' ', proname, prosrc)
      from pg_proc p join pg_namespace n on n.oid = pronamespace where ${ours}
    union all select concat_ws(' ', extname, extversion) from pg_extension
    union all select concat_ws(' ', setrole, setconfig)
      from pg_db_role_setting join pg_database d on d.oid = setdatabase where datname = current_database()
    ${ownOfMigrations.map((table) => `union all select '${table} ' || x::text from ${table} x`).join(' ')}
  ) as lines`;

type Template = { shape: string; bytes: number; emptySql: string };

/** Looks at the template once, before anybody clones it. */
export async function describeTemplate(templateUrl: string): Promise<Template> {
  return withClient(templateUrl, async (client) => {
    const { shape, bytes } = await readShape(client);
    const { rows: tables } = await client.query<{ name: string }>(
      `select format('%I.%I', nspname, relname) as name
       from pg_class c join pg_namespace n on n.oid = relnamespace where relkind = 'r' and ${ours} order by 1`,
    );
    const { rows: sequences } = await client.query<{ sql: string }>(
      `select format('select setval(%L, %s, false)', format('%I.%I', schemaname, sequencename), start_value) as sql
       from pg_sequences where schemaname <> 'drizzle'`,
    );
    const emptied = tables
      .map(({ name }) => name)
      .filter((name) => !ownOfMigrations.includes(name));
    const restored: string[] = [];
    for (const name of emptied) {
      const { rows } = await client.query<{ sql: string }>(
        `select format('insert into ${name} select * from json_populate_recordset(null::${name}, %L)', json_agg(x)) as sql
         from ${name} x having count(*) > 0`,
      );
      restored.push(...rows.map(({ sql }) => sql));
    }
    const emptySql = [
      // No trigger may object to an empty ledger.
      'set session_replication_role = replica',
      ...emptied.map((name) => `delete from ${name}`),
      ...restored,
      ...sequences.map(({ sql }) => sql),
    ].join(';\n');
    return { shape, bytes, emptySql };
  });
}

/** As it was made, or false: a test changed more than rows, or left a lot behind. */
export async function emptyDatabase(url: string, template: Template): Promise<boolean> {
  return withClient(url, async (client) => {
    const { shape, bytes } = await readShape(client);
    if (shape !== template.shape || bytes > template.bytes + growthMax) return false;
    await client.query(template.emptySql);
    return true;
  });
}

async function readShape(client: pg.Client): Promise<{ shape: string; bytes: number }> {
  const { rows } = await client.query<{ shape: string; bytes: string }>(shapeSql);
  return { shape: rows[0]?.shape ?? '', bytes: Number(rows[0]?.bytes) };
}

export async function withClient<T>(
  url: string,
  act: (client: pg.Client) => Promise<T>,
): Promise<T> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return await act(client);
  } finally {
    await client.end();
  }
}
