import { createPerson, type Person } from './people.ts';
import type { Stage } from './stage.ts';

const mixed = 24;
const plain = 6;
const patienceMs = 60_000;

export interface Crowd {
  people: readonly Person[];
  /** Those who only ask simple things: faults that end in a doubt strike them alone. */
  plain: readonly Person[];
  begin(): void;
  /** Everyone ends what they began; false when somebody still waits for an answer. */
  end(): Promise<boolean>;
  /** How many updates were answered so far. */
  heard(): number;
}

export function gatherCrowd(stage: Stage): Crowd {
  const { control } = stage;
  let isTalking = false;
  let talks: Promise<void>[] = [];
  const deps = {
    control,
    isTalking: () => isTalking,
    userId: async (telegramId: number) => {
      const rows = await stage.query('select id from users where telegram_id = $1', [telegramId]);
      return rows[0] && String(rows[0].id);
    },
  };
  const people = Array.from({ length: mixed + plain }, (_, i) =>
    createPerson(deps, { name: `User ${i + 1}`, seed: i + 1 }),
  );
  const byId = new Map(people.map((person) => [person.id, person]));
  control.transcript.onEntry((entry) => {
    if (entry.kind !== 'call' || entry.method !== 'sendMessage' || !entry.answer.ok) return;
    if (entry.chat !== undefined) byId.get(entry.chat)?.sees(String(entry.params.text), entry.at);
  });
  const simple = people.slice(mixed);
  return {
    people,
    plain: simple,
    begin: () => {
      isTalking = true;
      talks = people.map((person) =>
        simple.includes(person) ? person.talkPlainly() : person.talk(),
      );
    },
    end: async () => {
      isTalking = false;
      return inTime(Promise.all(talks));
    },
    heard: () => people.reduce((sum, { said }) => sum + said.length, 0),
  };
}

/** False: it did not come to its end in a long while. */
export async function inTime(work: Promise<unknown>): Promise<boolean> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<false>((resolve) => {
    timer = setTimeout(() => resolve(false), patienceMs);
  });
  try {
    return await Promise.race([work.then(() => true), late]);
  } finally {
    clearTimeout(timer);
  }
}
