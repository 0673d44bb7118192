import type { Pool, PoolClient } from 'pg';
import { z } from 'zod';

interface Node {
  'Node Type': string;
  'Relation Name'?: string | undefined;
  'Index Name'?: string | undefined;
  Plans?: Node[] | undefined;
}

const node: z.ZodType<Node> = z.object({
  'Node Type': z.string(),
  'Relation Name': z.string().optional(),
  'Index Name': z.string().optional(),
  get Plans() {
    return z.array(node).optional();
  },
});

const explained = z.object({ 'Query Text': z.string(), Plan: node });

export interface Statement {
  text: string;
  ms: number;
  /** `Index Scan generations_of_user`, in the order of the plan. */
  scans: string[];
  /** Tables that were read from one end to the other. */
  whole: string[];
}

/** PostgreSQL tells the plan of every statement as it ran, whoever sent it. */
export const explaining =
  '-c session_preload_libraries=auto_explain -c auto_explain.log_min_duration=0 -c auto_explain.log_analyze=on' +
  ' -c auto_explain.log_timing=off -c auto_explain.log_format=json -c auto_explain.log_level=notice';

export function listenToPlans(pool: Pool): { take: () => Statement[] } {
  let heard: Statement[] = [];
  pool.on('connect', (client: PoolClient) => {
    client.on('notice', ({ message }) => {
      const found = /^duration: ([\d.]+) ms\s+plan:\n([\s\S]+)$/.exec(message ?? '');
      if (found) heard.push(toStatement(found[2] ?? '', Number(found[1])));
    });
  });
  return {
    take: () => {
      const taken = heard;
      heard = [];
      return taken;
    },
  };
}

function toStatement(json: string, ms: number): Statement {
  const { 'Query Text': text, Plan } = explained.parse(JSON.parse(json));
  const nodes = flatten(Plan);
  return {
    text: text.replace(/\s+/g, ' ').trim(),
    ms,
    scans: nodes.flatMap((one) => {
      const on = one['Index Name'] ?? one['Relation Name'];
      return on === undefined ? [] : [`${one['Node Type']} ${on}`];
    }),
    whole: nodes.flatMap((one) =>
      one['Node Type'].endsWith('Seq Scan') ? [one['Relation Name'] ?? ''] : [],
    ),
  };
}

const flatten = (one: Node): Node[] => [one, ...(one.Plans ?? []).flatMap(flatten)];
