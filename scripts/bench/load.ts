import type { TelegramSandbox } from '#sandbox/telegram';

type Control = TelegramSandbox['control'];

export function addUsers(control: Control, count: number): number[] {
  return Array.from(
    { length: count },
    (_, i) => control.addUser({ first_name: `User ${i + 1}`, language_code: 'en' }).id,
  );
}

const sayOne = async (control: Control, user: number): Promise<number> => {
  const [ms = Number.NaN] = await control.inject({ texts: [{ user, text: '/help' }] }).firstAnswers;
  return ms;
};

/** Everyone asks, waits for the answer and asks again, until `total` answers came. */
export async function closedLoop(
  control: Control,
  { users, total }: { users: readonly number[]; total: number },
): Promise<{ ms: number; latencies: number[] }> {
  const latencies: number[] = [];
  let asked = 0;
  const startedAt = performance.now();
  await Promise.all(
    users.map(async (user) => {
      while (asked < total) {
        asked += 1;
        latencies.push(await sayOne(control, user));
      }
    }),
  );
  return { ms: performance.now() - startedAt, latencies };
}

/** `rate` updates a second whether or not the former were answered: what real people do. */
export async function openLoop(
  control: Control,
  { users, rate, seconds }: { users: readonly number[]; rate: number; seconds: number },
): Promise<number[]> {
  const total = rate * seconds;
  const answers: Promise<number>[] = [];
  const startedAt = performance.now();
  await new Promise<void>((resolve) => {
    const tick = setInterval(() => {
      const due = Math.min(total, Math.floor(((performance.now() - startedAt) / 1000) * rate));
      while (answers.length < due) {
        const user = users[answers.length % users.length];
        if (user !== undefined) answers.push(sayOne(control, user));
      }
      if (answers.length < total) return;
      clearInterval(tick);
      resolve();
    }, 2);
  });
  return Promise.all(answers);
}
