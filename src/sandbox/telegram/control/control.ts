import {
  type Act,
  ActRefused,
  createTopic,
  deleteAsUser,
  deleteGroup,
  deleteTopic,
  editText,
  makeGroup,
  pressButton,
  say,
  sayText,
  setBlocked,
  setBotStatus,
  setUserStatus,
  startBot,
  upgradeGroup,
} from '#sandbox/telegram/acts';
import { ApiFailure } from '#sandbox/telegram/api';
import { addPerson, type Bot, findDialog, type WorldHandle } from '#sandbox/telegram/world';
import type { Faults, FaultTarget } from './faults.ts';
import { createInjector } from './inject.ts';
import { createMoreControl } from './more.ts';
import type { Transcript } from './transcript.ts';
import type { Control, OfBot } from './types.ts';

export interface ControlDeps {
  readonly handle: WorldHandle;
  readonly transcript: Transcript;
  readonly faults: Faults;
  readonly addBot: Control['addBot'];
  readonly onReset: () => void;
}

export function createControl(deps: ControlDeps): Control {
  const { handle, transcript, faults } = deps;
  const { world } = handle;
  const releases = new Set<() => void>();

  const botOf = ({ bot: id }: OfBot = {}): Bot => {
    for (const bot of world.bots.values()) if (id === undefined || bot.id === id) return bot;
    throw new ActRefused(id === undefined ? 'there is no bot' : `there is no bot ${id}`);
  };
  const actOf = (input: OfBot): Act => ({ world, bot: botOf(input) });
  const note = (action: string, input: OfBot & { user: number }, more: object = {}) =>
    transcript.add({
      at: world.clock.now(),
      kind: 'action',
      bot: botOf(input).id,
      user: input.user,
      action,
      details: { ...input, ...more },
    });
  const inject = createInjector({ transcript, actOf });

  const hang = (target: FaultTarget = {}) => {
    const { promise, resolve } = Promise.withResolvers<void>();
    const release = () => {
      releases.delete(release);
      resolve();
    };
    releases.add(release);
    faults.add(target, { kind: 'hang', released: promise });
    return release;
  };
  const release = () => {
    for (const each of [...releases]) each();
  };

  return {
    ...createMoreControl({ actOf, note }),
    world,
    transcript,
    clock: world.clock,
    bot: botOf,
    addBot: deps.addBot,
    addUser: (input) => addPerson(world, input).user,
    deactivate({ user }) {
      const person = world.people.get(user);
      if (person === undefined) throw new ActRefused(`there is no user ${user}`);
      person.deactivated = true;
      world.saved({ kind: 'person', person });
    },
    send(input) {
      const message = sayText(actOf(input), input);
      note('send', input, { message_id: message.message_id });
      return message;
    },
    sendContent(input) {
      const message = say(actOf(input), input, input.content);
      note('sendContent', input, { message_id: message.message_id });
      return message;
    },
    start(input) {
      const message = startBot(actOf(input), input);
      note('start', input, { message_id: message.message_id });
      return message;
    },
    press(input) {
      const id = pressButton(actOf(input), input);
      note('press', input, { callback_query_id: id });
      return { callback_query_id: id, answer: () => world.callbacks.wait(id) };
    },
    edit(input) {
      const message = editText(actOf(input), input);
      note('edit', input);
      return message;
    },
    delete(input) {
      deleteAsUser(actOf(input), input);
      note('delete', input);
    },
    block(input) {
      setBlocked(actOf(input), input);
      note(input.blocked ? 'block' : 'unblock', input);
    },
    createGroup(input) {
      const dialog = makeGroup(actOf({}), { type: 'group', ...input });
      note('createGroup', input, { chat: dialog.chat.id });
      return dialog.chat;
    },
    setBotStatus(input) {
      setBotStatus(actOf(input), input);
      note('setBotStatus', input);
    },
    setUserStatus(input) {
      setUserStatus(actOf(input), input);
      note('setUserStatus', input);
    },
    upgradeGroup(input) {
      const { chat } = upgradeGroup(actOf(input), input);
      note('upgradeGroup', input, { to: chat.id });
      return chat;
    },
    deleteGroup: (input) => deleteGroup(actOf({}), input),
    createTopic(input) {
      const topic = createTopic(actOf(input), input);
      note('createTopic', input, { message_thread_id: topic.thread_id });
      return topic;
    },
    deleteTopic(input) {
      deleteTopic(actOf(input), input);
      note('deleteTopic', input);
    },
    failNext({ code, description, retryAfter, ...target }) {
      const parameters = retryAfter === undefined ? undefined : { retry_after: retryAfter };
      faults.add(target, { kind: 'fail', failure: new ApiFailure(code, description, parameters) });
    },
    delayNext: ({ ms, ...target }) => faults.add(target, { kind: 'delay', ms }),
    loseResponse: (target = {}) => faults.add(target, { kind: 'lose' }),
    hang,
    release,
    struck: faults.struck,
    messages(input) {
      const dialog = findDialog(world, botOf(input), input.chat);
      return [...(dialog?.messages.values() ?? [])].map(({ message }) => message);
    },
    inject,
    reset() {
      release();
      faults.clear();
      transcript.clear();
      handle.clear();
      deps.onReset();
    },
  };
}
