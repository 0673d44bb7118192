import type { PressButton, SayText, Sending, StartBot } from '#sandbox/telegram/acts';
import type {
  Bot,
  BotProfile,
  CallbackAnswer,
  MemberStatus,
  NewPerson,
  Topic,
  World,
} from '#sandbox/telegram/world';
import type { Chat, Message, MessageContent, User } from '../types.ts';
import type { FaultTarget } from './faults.ts';
import type { MoreControl } from './more.ts';
import type { Transcript } from './transcript.ts';

/** Acts go to the first bot unless another is named by its id. */
export interface OfBot {
  readonly bot?: number | undefined;
}

export interface FailNext extends FaultTarget {
  readonly code: number;
  /** As on the wire, prefix and all: `Forbidden: bot was blocked by the user`. */
  readonly description: string;
  readonly retryAfter?: number | undefined;
}

export interface Press {
  readonly callback_query_id: string;
  /** Undefined: nobody answered within 15 s of the sandbox clock. */
  answer(): Promise<CallbackAnswer | undefined>;
}

export interface InjectTexts extends OfBot {
  readonly texts: readonly { readonly user: number; readonly text: string }[];
}

export interface Injected {
  readonly update_ids: readonly number[];
  /** Real ms from the injection to the first call that names each user's chat, in the order of `texts`. */
  readonly firstAnswers: Promise<readonly number[]>;
}

/** Everything a test may do to the little Telegram. The same words work over HTTP as POST /control/<word>. */
export interface Control extends MoreControl {
  readonly world: World;
  readonly transcript: Transcript;
  readonly clock: {
    now(): number;
    advance(ms: number): void;
    freeze(): void;
    run(): void;
  };
  bot(input?: OfBot): Bot;
  addBot(input: { token: string; profile?: Partial<BotProfile> }): Bot;
  addUser(input: NewPerson): User;
  deactivate(input: { user: number }): void;
  send(input: SayText & OfBot): Message;
  /** Any content: a contact, a location, media by file records. */
  sendContent(input: Sending & OfBot & { readonly content: MessageContent }): Message;
  start(input: StartBot & OfBot): Message;
  press(input: PressButton & OfBot): Press;
  edit(input: OfBot & { user: number; chat?: number; message_id: number; text: string }): Message;
  delete(input: OfBot & { user: number; chat?: number; message_ids: readonly number[] }): void;
  block(input: OfBot & { user: number; blocked: boolean }): void;
  createGroup(input: {
    user: number;
    title: string;
    type?: 'group' | 'supergroup' | 'channel';
    username?: string;
    is_forum?: boolean;
    members?: readonly number[];
  }): Chat;
  setBotStatus(input: OfBot & { user: number; chat: number; status: MemberStatus }): void;
  setUserStatus(
    input: OfBot & { user: number; chat: number; member: number; status: MemberStatus },
  ): void;
  /** A basic group becomes a supergroup under a new id. */
  upgradeGroup(input: OfBot & { user: number; chat: number }): Chat;
  deleteGroup(input: { chat: number }): void;
  /** Private topics: only if the bot allows its users to create them. */
  createTopic(input: OfBot & { user: number; chat?: number; name: string }): Topic;
  /** `silently`: what the bot sends there later lands in the main chat instead of being refused. */
  deleteTopic(
    input: OfBot & { user: number; chat?: number; message_thread_id: number; silently?: boolean },
  ): void;
  failNext(input: FailNext): void;
  delayNext(input: FaultTarget & { readonly ms: number }): void;
  loseResponse(input?: FaultTarget): void;
  /** The next calls get no answer until the returned function is called; over HTTP until /control/release. */
  hang(input?: FaultTarget): () => void;
  release(): void;
  /** Resolves when a fault strikes a call next: the call has arrived and is failing, late or hanging. */
  struck(): Promise<void>;
  messages(input: OfBot & { chat: number }): readonly Message[];
  inject(input: InjectTexts): Injected;
  /** Forgets people, chats, updates, faults and the transcript; numbers go on. */
  reset(): void;
}
