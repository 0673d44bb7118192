import { type OutboxMessage, toAlertCode } from '#modules/notifications';
import type { Addressee, Render, Rendered } from '#surfaces/bot/messenger';
import { alertTexts, factLine } from './alert-texts.ts';
import { renderBatchResult, renderBatchStatus } from './batch.ts';
import type { FaceDeps } from './deps.ts';
import { lines } from './describe.ts';
import { renderFailed } from './failed.ts';
import { messages } from './messages.ts';
import { type ResultKind, renderResult } from './result.ts';
import { renderStatus } from './status.ts';

const nothing: Rendered = { kind: 'nothing', reason: 'no_subject' };

/** Every kind of message the outbox knows, from rows as they are now. */
export function createRender(deps: FaceDeps): Render {
  const result = (id: string | null, as: ResultKind, to: Addressee) =>
    id === null ? nothing : renderResult(deps, { generationId: id, as }, to);

  return async (message, to) => {
    const { kind, subjectId: id } = message;
    switch (kind) {
      case 'generation.progress':
        return id === null ? nothing : renderStatus(deps, id, to);
      case 'generation.result':
        return result(id, 'result', to);
      case 'generation.late':
        return result(id, 'late', to);
      case 'generation.shown':
        return result(id, 'shown', to);
      case 'generation.original':
        return result(id, 'original', to);
      case 'generation.failed':
        return id === null ? nothing : renderFailed(deps, id, to);
      case 'batch.progress':
        return id === null ? nothing : renderBatchStatus(deps, id, to);
      case 'batch.result':
        return id === null ? nothing : renderBatchResult(deps, id, to);
      case 'credits.low':
        return renderLow(deps, to);
      case 'admin.alert':
        return renderAlert(message, to);
    }
  };
}

async function renderLow({ ledger }: FaceDeps, { userId, locale }: Addressee): Promise<Rendered> {
  if (userId === undefined) return nothing;
  const { available } = await ledger.balance(userId);
  return { kind: 'once', parts: [{ kind: 'text', words: messages[locale].low(available) }] };
}

function renderAlert({ details }: OutboxMessage, { locale }: Addressee): Rendered {
  const { code, ...facts } = details;
  const known = toAlertCode(String(code));
  const { what, todo } = alertTexts[known];
  const listed = Object.entries(known === 'other' ? details : facts).map(([name, value]) =>
    factLine(name, value, locale),
  );
  const words = messages[locale].alert(what[locale], todo[locale], lines(listed));
  return { kind: 'once', parts: [{ kind: 'text', words }] };
}
