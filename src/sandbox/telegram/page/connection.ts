import type { Api } from './api.ts';
import type { ChatEvent, ChatState } from './types.ts';

export interface Line {
  onState(state: ChatState): void;
  onEvent(event: ChatEvent): void;
  onOnline(online: boolean): void;
}

const RETRY_MS = 1500;

/**
 * Keeps the event stream open and loses nothing: after every (re)connection the whole state is asked for again,
 * and what the stream said meanwhile is applied on top of it.
 */
export function connect(api: Api, line: Line): { close(): void } {
  let source: EventSource | undefined;
  let timer: number | undefined;
  let closed = false;

  const open = () => {
    const mine = api.events();
    source = mine;
    let waiting: ChatEvent[] | undefined = [];
    const isMine = () => !closed && source === mine;
    const again = () => {
      if (!isMine()) return;
      mine.close();
      source = undefined;
      line.onOnline(false);
      timer = window.setTimeout(open, RETRY_MS);
    };
    mine.onmessage = ({ data }: MessageEvent<string>) => {
      const event = parseEvent(data);
      if (!isMine()) return;
      if (waiting) waiting.push(event);
      else line.onEvent(event);
    };
    mine.onerror = again;
    mine.onopen = () => {
      api.state().then((state) => {
        if (!isMine()) return;
        line.onOnline(true);
        line.onState(state);
        for (const event of waiting ?? []) line.onEvent(event);
        waiting = undefined;
      }, again);
    };
  };
  open();
  return {
    close: () => {
      closed = true;
      source?.close();
      window.clearTimeout(timer);
    },
  };
}

// The server writes these events and shares their type: see api.ts on why they are not parsed again.
const parseEvent = (data: string): ChatEvent => JSON.parse(data) as ChatEvent;
