import { ActRefused } from '#sandbox/telegram/acts';
import { decodeFiles } from './more.ts';
import { fits, type TranscriptFilter } from './transcript.ts';
import type { Control } from './types.ts';

type Body = Readonly<Record<string, unknown>>;

/** POST /control/<word> with a JSON object: the words of `Control`. */
export function createControlHttp(
  control: Control,
): (word: string, body: Body) => Promise<unknown> {
  const words: Readonly<Record<string, (body: never) => unknown>> = {
    addUser: control.addUser,
    deactivate: control.deactivate,
    send: control.send,
    sendContent: control.sendContent,
    start: control.start,
    press: (input: Parameters<Control['press']>[0] & { wait?: boolean }) => press(control, input),
    callbackAnswer: async ({ callback_query_id: id }: { callback_query_id: string }) => ({
      answer: (await control.world.callbacks.wait(id)) ?? null,
    }),
    edit: control.edit,
    delete: control.delete,
    block: control.block,
    createGroup: control.createGroup,
    setBotStatus: control.setBotStatus,
    setUserStatus: control.setUserStatus,
    upgradeGroup: control.upgradeGroup,
    deleteGroup: control.deleteGroup,
    createTopic: control.createTopic,
    deleteTopic: control.deleteTopic,
    failNext: control.failNext,
    delayNext: control.delayNext,
    loseResponse: control.loseResponse,
    hang: (input: Parameters<Control['hang']>[0]) => void control.hang(input),
    release: control.release,
    struck: control.struck,
    messages: control.messages,
    inject: async ({ wait, ...input }: Parameters<Control['inject']>[0] & { wait?: boolean }) => {
      const { update_ids, firstAnswers } = control.inject(input);
      return wait === true ? { update_ids, first_answers: await firstAnswers } : { update_ids };
    },
    upload: (input: Parameters<typeof decodeFiles>[0]) => control.upload(decodeFiles(input)),
    stopDraft: control.stopDraft,
    vote: control.vote,
    pay: control.pay,
    setStars: control.setStars,
    changeSubscription: control.changeSubscription,
    openWebApp: control.openWebApp,
    sendWebAppData: control.sendWebAppData,
    reset: control.reset,
    clock: (input: ClockInput) => moveClock(control, input),
    transcript: (filter: TranscriptFilter & { limit?: number }) => ({
      next: control.transcript.next(),
      dropped: control.transcript.dropped(),
      entries: control.transcript.list(filter).slice(-(filter.limit ?? 1000)),
    }),
    wait: async ({ timeoutMs, ...filter }: TranscriptFilter & { timeoutMs?: number }) =>
      control.transcript.waitFor((entry) => fits(entry, filter), {
        ...(filter.since === undefined ? {} : { since: filter.since }),
        ...(timeoutMs === undefined ? {} : { timeoutMs }),
      }),
  };
  return async (word, body) => {
    const act = Object.hasOwn(words, word) ? words[word] : undefined;
    if (act === undefined) throw new ActRefused(`there is no control word ${word}`);
    return (await act(trusted(body))) ?? {};
  };
}

// The control API is for the tests of people who read its types; what they send is taken as it is.
const trusted = (body: Body): never => body as never;

async function press(
  control: Control,
  { wait, ...input }: Parameters<Control['press']>[0] & { wait?: boolean },
): Promise<object> {
  const pressed = control.press(input);
  const { callback_query_id } = pressed;
  if (wait !== true) return { callback_query_id };
  return { callback_query_id, answer: (await pressed.answer()) ?? null };
}

interface ClockInput {
  readonly advance?: number;
  readonly freeze?: boolean;
  readonly run?: boolean;
}

function moveClock(control: Control, { advance, freeze, run }: ClockInput): { now: number } {
  if (freeze === true) control.clock.freeze();
  if (run === true) control.clock.run();
  if (advance !== undefined) control.clock.advance(advance);
  return { now: control.clock.now() };
}
