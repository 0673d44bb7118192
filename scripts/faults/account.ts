/** One update of one person, and how the answer to it begins; a press may have none. */
export interface Asked {
  updateId: number;
  what: string;
  begins?: string;
}

export interface Said {
  text: string;
  at: number;
}

/** From the signal until the process was gone. */
export interface Kill {
  signalAt: number;
  goneAt: number;
}

export interface Answered {
  asked: Asked;
  answers: Said[];
  doubts: Said[];
}

const doubt = /^(Telegram did not confirm|Telegram не подтвердил)/;

/**
 * Gives each message in a chat to the update it answers. A person's updates are answered in order and no two
 * neighbours alike, so that a miss and a repeat can never make up for each other. A doubt could be about any of
 * them: it belongs to the first that was not over when it was told.
 */
export function assign(
  asked: readonly Asked[],
  said: readonly Said[],
  endedAt: ReadonlyMap<number, number>,
) {
  const strange: Said[] = [];
  const answered: Answered[] = [];
  const expecting = asked.filter(({ begins }) => begins !== undefined);
  const isOver = ({ updateId }: Asked, at: number) =>
    (endedAt.get(updateId) ?? Number.POSITIVE_INFINITY) < at;
  let at = 0;
  for (const [i, one] of expecting.entries()) {
    const { begins = '' } = one;
    const found: Answered = { asked: one, answers: [], doubts: [] };
    const next = expecting[i + 1]?.begins;
    for (; at < said.length; at += 1) {
      const word = said[at];
      if (word === undefined) break;
      if (doubt.test(word.text)) {
        if (isOver(one, word.at)) break;
        found.doubts.push(word);
      } else if (word.text.startsWith(begins)) found.answers.push(word);
      else if (found.answers.length + found.doubts.length > 0) break;
      else if (next !== undefined && word.text.startsWith(next)) break;
      else strange.push(word);
    }
    answered.push(found);
  }
  strange.push(...said.slice(at));
  return { answered, strange };
}

/** No word at all came for these. */
export const missed = (answered: readonly Answered[]): Asked[] =>
  answered
    .filter(({ answers, doubts }) => answers.length + doubts.length === 0)
    .map(({ asked }) => asked);

export interface Repeats {
  /** Answers beyond the first. */
  repeated: number;
  /** Sends that Telegram had taken and that the product had not yet written down as over, at each kill. */
  inFlight: number;
  /** Repeated although no kill came between, or although it had been written down before the kill. */
  unexplained: Asked[];
}

/** Twice is allowed only when the send was in flight at a kill that came between the two. */
export function judgeRepeats(
  answered: readonly Answered[],
  kills: readonly Kill[],
  endedAt: ReadonlyMap<number, number>,
): Repeats {
  const repeats: Repeats = { repeated: 0, inFlight: 0, unexplained: [] };
  for (const { asked, answers } of answered) {
    const [first] = answers;
    if (first === undefined) continue;
    const ended = endedAt.get(asked.updateId) ?? Number.POSITIVE_INFINITY;
    const struck = kills.filter(({ signalAt, goneAt }) => first.at <= goneAt && ended >= signalAt);
    repeats.inFlight += struck.length;
    for (const [i, again] of answers.slice(1).entries()) {
      repeats.repeated += 1;
      const before = answers[i]?.at ?? first.at;
      const isBetween = struck.some((kill) => before <= kill.goneAt && kill.signalAt <= again.at);
      if (!isBetween) repeats.unexplained.push(asked);
    }
  }
  return repeats;
}
