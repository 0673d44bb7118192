const cells = 28;

export interface Bar {
  show(percent: number | undefined, words: string): void;
  /** The line stays as it is last said. */
  end(words: string): void;
}

/** One line that changes in a terminal; elsewhere a line for every ten percent. */
export function createBar(out: NodeJS.WriteStream): Bar {
  let last = '';
  let lastTens = -1;
  const draw = (text: string) => {
    if (out.isTTY) out.write(`\r\u001b[2K${text}`);
    else if (text !== last) out.write(`${text}\n`);
    last = text;
  };
  return {
    show: (percent, words) => {
      if (percent === undefined) return draw(words);
      const tens = Math.floor(percent / 10);
      if (!out.isTTY && tens === lastTens) return;
      lastTens = tens;
      const full = Math.round((cells * percent) / 100);
      draw(
        `[${'█'.repeat(full)}${'░'.repeat(cells - full)}] ${String(percent).padStart(3)} %  ${words}`,
      );
    },
    end: (words) => {
      draw(words);
      if (out.isTTY) out.write('\n');
    },
  };
}
