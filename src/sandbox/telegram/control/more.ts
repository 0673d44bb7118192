import {
  type Act,
  ActRefused,
  changeStars,
  changeSubscription,
  type OpenWebApp,
  openWebApp,
  type Pay,
  pay,
  type SendWebAppData,
  sendWebAppData,
  stopDraft,
  type Upload,
  uploadFiles,
  type Vote,
  vote,
} from '#sandbox/telegram/acts';
import type { Message } from '../types.ts';
import type { OfBot } from './types.ts';

/** Payments, drafts, Mini Apps and files: acts of people whose rules lie beside their methods. */
export interface MoreControl {
  /** Files of a person; the bot gets one message each. */
  upload(input: Upload & OfBot): Promise<readonly Message[]>;
  vote(input: Vote & OfBot): void;
  stopDraft(input: OfBot & { readonly user: number; readonly draft_id: number }): void;
  /** Presses Pay on an invoice, a link or paid media; the bot answers the pre_checkout_query. */
  pay(input: Pay & OfBot): void;
  setStars(input: OfBot & { readonly user: number; readonly stars: number }): void;
  changeSubscription(
    input: OfBot & { readonly user: number; readonly charge: string; readonly canceled: boolean },
  ): void;
  openWebApp(input: OpenWebApp & OfBot): { url: string };
  sendWebAppData(input: SendWebAppData & OfBot): Message;
}

export function createMoreControl(deps: {
  readonly actOf: (input: OfBot) => Act;
  readonly note: (action: string, input: OfBot & { user: number }, more?: object) => void;
}): MoreControl {
  const { actOf, note } = deps;
  return {
    async upload(input) {
      const messages = await uploadFiles(actOf(input), input);
      const { files, ...told } = input;
      note('upload', told, { count: files.length });
      return messages;
    },
    vote(input) {
      vote(actOf(input), input);
      note('vote', input);
    },
    stopDraft(input) {
      stopDraft(actOf(input), input);
      note('stopDraft', input);
    },
    pay(input) {
      pay(actOf(input), input);
      note('pay', input);
    },
    setStars(input) {
      const { world, bot } = actOf(input);
      const person = world.people.get(input.user);
      if (person === undefined) throw new ActRefused(`there is no user ${input.user}`);
      changeStars(world, bot, person, input.stars - person.stars);
    },
    changeSubscription(input) {
      changeSubscription(actOf(input), input);
      note('changeSubscription', input);
    },
    openWebApp(input) {
      const opened = openWebApp(actOf(input), input);
      note('openWebApp', input);
      return opened;
    },
    sendWebAppData(input) {
      const message = sendWebAppData(actOf(input), input);
      note('sendWebAppData', input, { message_id: message.message_id });
      return message;
    },
  };
}

/** Over HTTP the bytes come as base64. */
export const decodeFiles = (
  input: Omit<Upload, 'files'> & {
    readonly files: readonly { file_name: string; base64: string }[];
  },
): Upload => ({
  ...input,
  files: input.files.map(({ file_name, base64 }) => ({
    file_name,
    bytes: Buffer.from(base64, 'base64'),
  })),
});
