import type { Pool, PoolClient } from '../../src/db/pool.ts';

/**
 * The whole schema as text: one sorted line for each thing, in PostgreSQL's own words. The tables of single months
 * are left out, because the date of the run decides which there are.
 */
export async function dumpSchema(pool: Pool | PoolClient): Promise<string> {
  const sections: string[] = [];
  for (const [title, sql] of Object.entries(parts)) {
    const { rows } = await pool.query<{ line: string }>(sql);
    const lines = rows.map(({ line }) => line).sort(byCodePoint);
    sections.push([`-- ${title}`, ...lines].join('\n'));
  }
  return `${sections.join('\n\n')}\n`;
}

/** The same order on every machine, whatever its collation. */
const byCodePoint = (one: string, other: string): number =>
  one < other ? -1 : one > other ? 1 : 0;

const ours = `n.nspname in (select nspname from pg_namespace
    where nspname !~ '^pg_' and nspname <> 'information_schema')`;
const noMonth = (relation: string): string => `${relation}.relname !~ '^notifications_\\d{6}'`;

const parts = {
  schemas: `select format('schema %I', n.nspname) as line from pg_namespace n where ${ours}`,
  extensions: `select format('extension %I', extname) as line from pg_extension`,
  types: `select format('type %I.%I: %s', n.nspname, t.typname, t.typtype) as line
    from pg_type t join pg_namespace n on n.oid = t.typnamespace
    where ${ours} and t.typtype in ('d', 'e', 'r', 'm')`,
  relations: `select format('%s %I.%I%s%s',
      case c.relkind when 'p' then 'partitioned table' when 'v' then 'view' when 'S' then 'sequence'
        when 'm' then 'materialized view' when 'r' then 'table' else c.relkind::text end,
      n.nspname, c.relname,
      case when c.relispartition then ' of ' || (select inhparent::regclass::text from pg_inherits
        where inhrelid = c.oid) || ' ' || pg_get_expr(c.relpartbound, c.oid) else '' end,
      case when c.relkind = 'p' then ' by ' || pg_get_partkeydef(c.oid) else '' end
        || coalesce(' with ' || array_to_string(c.reloptions, ', '), '')
        || case when c.relrowsecurity then ' row security' else '' end
        || case c.relpersistence when 'p' then '' else ' persistence ' || c.relpersistence::text end) as line
    from pg_class c join pg_namespace n on n.oid = c.relnamespace
    where ${ours} and c.relkind not in ('i', 'I', 'c', 't') and ${noMonth('c')}`,
  columns: `select format('%I.%I %s %I %s%s%s%s', n.nspname, c.relname, lpad(a.attnum::text, 2, '0'), a.attname,
      format_type(a.atttypid, a.atttypmod),
      case when a.attnotnull then ' not null' else '' end,
      coalesce(case when a.attgenerated = '' then ' default ' else ' generated ' end
        || pg_get_expr(d.adbin, d.adrelid), ''),
      case a.attidentity when 'a' then ' identity always' when 'd' then ' identity by default' else '' end) as line
    from pg_attribute a join pg_class c on c.oid = a.attrelid join pg_namespace n on n.oid = c.relnamespace
    left join pg_attrdef d on d.adrelid = a.attrelid and d.adnum = a.attnum
    where ${ours} and c.relkind in ('r', 'p', 'v', 'm') and a.attnum > 0 and not a.attisdropped and ${noMonth('c')}`,
  constraints: `select format('%s %I %s', k.conrelid::regclass, k.conname, pg_get_constraintdef(k.oid)) as line
    from pg_constraint k join pg_class c on c.oid = k.conrelid join pg_namespace n on n.oid = c.relnamespace
    where ${ours} and k.contype <> 'n' and ${noMonth('c')}`,
  indexes: `select pg_get_indexdef(i.indexrelid) as line
    from pg_index i join pg_class c on c.oid = i.indrelid join pg_namespace n on n.oid = c.relnamespace
    where ${ours} and c.relkind <> 't' and ${noMonth('c')}`,
  functions: `select pg_get_functiondef(p.oid) as line
    from pg_proc p join pg_namespace n on n.oid = p.pronamespace where ${ours} and p.prokind <> 'a'`,
  triggers: `select format('%s enabled %s', pg_get_triggerdef(t.oid), t.tgenabled) as line
    from pg_trigger t join pg_class c on c.oid = t.tgrelid join pg_namespace n on n.oid = c.relnamespace
    where ${ours} and not t.tgisinternal and ${noMonth('c')}`,
} as const satisfies Record<string, string>;
