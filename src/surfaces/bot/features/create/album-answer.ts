import type { Field } from '#modules/catalogue';
import type { Draft, Turn, View } from '#modules/studio';
import { mark } from '#surfaces/bot/api';
import type { BotContext } from '#surfaces/bot/context';
import { say } from '#surfaces/bot/ui';
import { answerOnce, grown, isAlbum, keepAlbum, readAlbum, refusedWords } from './album.ts';
import type { CreateDeps } from './deps.ts';
import { expect, refusalWords, screenOf, showTurn, showView } from './desk.ts';
import { messages } from './messages.ts';

/** The rest of an album whose first picture was all that its field needed: said once, then ignored. */
export async function isOfAlbum(
  deps: CreateDeps,
  ctx: BotContext,
  { draft, field }: { draft: Draft; field: Field },
): Promise<boolean> {
  const album = await readAlbum(deps, ctx);
  // Offered a place in the form, it is no answer yet: the next picture joins it.
  if (!album || album.path === undefined || album.fileIds.length === 0) return false;
  const isSame = album.draftId === draft.id && album.path === field.path;
  if (isSame && field.widget.kind === 'list') return false;
  if (album.isTold) mark({ outcome: 'ignored' });
  else await say(ctx, messages[ctx.locale].oneFile);
  await keepAlbum(deps, ctx, { ...album, isTold: true });
  expect(ctx, draft);
  return true;
}

type Tried =
  | { turn: Turn; field: Field; fileId: string }
  /** It was no file that could be kept. */
  | { view: View; field: Field; why: string };

/** What came of a file: one answer for the whole album, with how many were taken and why others were not. */
export async function answerFile(deps: CreateDeps, ctx: BotContext, tried: Tried): Promise<void> {
  const { field } = tried;
  if ('turn' in tried && tried.turn.kind !== 'taken' && tried.turn.kind !== 'refused')
    return showTurn(deps, ctx, tried.turn);
  const view = 'view' in tried ? tried.view : viewIn(tried.turn);
  if (!view) return;
  const why = 'why' in tried ? tried.why : whyNot(tried.turn, ctx);
  if (!isAlbum(ctx)) {
    if ('turn' in tried) return showTurn(deps, ctx, tried.turn);
    return showView(deps, ctx, view, { notes: [tried.why] });
  }
  const before = await readAlbum(deps, ctx);
  const fileId = 'turn' in tried && why === undefined ? tried.fileId : undefined;
  const album = grown(before, { fileId, why });
  const screen = await screenOf(deps, ctx, view, { notes: refusedWords(album, ctx) });
  const draftId = view.draft.id;
  await answerOnce(deps, ctx, { ...album, draftId, path: field.path, before, screen });
  expect(ctx, view.draft);
}

const viewIn = (turn: Turn): View | undefined => ('view' in turn ? turn.view : undefined);

const whyNot = (turn: Turn, ctx: BotContext): string | undefined =>
  turn.kind === 'refused' ? refusalWords(turn.view, turn.refusal, ctx) : undefined;
