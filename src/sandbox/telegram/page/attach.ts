import type { Upload, UploadAs } from './api.ts';
import { openDialog } from './dialog.ts';
import { h } from './dom.ts';
import { icon } from './icons.ts';
import type { Texts } from './messages.ts';

const MAX_FILES = 10;

type FileFacts = Pick<File, 'name' | 'type'>;

const all = (files: readonly FileFacts[], ...starts: string[]) =>
  files.every(({ type }) => starts.some((start) => type.startsWith(start)));

/** Telegram makes a voice message of these only. */
const voices = ['audio/ogg', 'audio/opus', 'audio/mpeg', 'audio/mp4', 'audio/x-m4a'];

/** The ways these files can be sent, the likeliest first. */
export function waysToSend(files: readonly FileFacts[]): UploadAs[] {
  if (files.length === 0) return [];
  if (all(files, 'image/', 'video/')) return ['auto', 'document'];
  if (all(files, 'audio/'))
    return files.length === 1 && all(files, ...voices)
      ? ['audio', 'voice', 'document']
      : ['audio', 'document'];
  return ['document'];
}

const labels = (t: Texts): Record<UploadAs, string> => ({
  auto: t.asPhoto,
  photo: t.asPhoto,
  video: t.asPhoto,
  document: t.asFile,
  audio: t.asAudio,
  voice: t.asVoice,
});

export interface AttachDeps {
  readonly t: Texts;
  readonly caption: string;
  upload(upload: Upload): Promise<void>;
  failed(error: unknown): void;
}

/** Shows what is about to be sent: previews, how to send it, a caption. */
export function openAttach(deps: AttachDeps, chosen: readonly File[]): void {
  const { t } = deps;
  let files = chosen.slice(0, MAX_FILES);
  if (files.length === 0) return;
  let as: UploadAs = 'auto';
  const urls: string[] = [];
  const title = h('h2', {});
  const grid = h('div', { class: 'previews' });
  const ways = h('fieldset', { class: 'ways' });
  const caption = h('textarea', {
    class: 'input',
    rows: '2',
    maxlength: '1024',
    placeholder: t.caption,
    'aria-label': t.caption,
    dir: 'auto',
  });
  caption.value = deps.caption;
  const send = h('button', { type: 'submit', class: 'button primary' }, t.send);
  const cancel = h('button', { type: 'button', class: 'button' }, t.cancel);
  const form = h(
    'form',
    { class: 'dialog-box' },
    title,
    grid,
    ways,
    caption,
    h('div', { class: 'buttons' }, cancel, send),
  );
  const dialog = h('dialog', { class: 'attach-dialog', 'aria-label': t.attach }, form);

  const preview = (file: File): HTMLElement => {
    const remove = h(
      'button',
      { type: 'button', class: 'round small', 'aria-label': t.removeFile(file.name) },
      icon('close', 14),
    );
    remove.addEventListener('click', () => {
      files = files.filter((one) => one !== file);
      if (files.length === 0) dialog.close();
      else show();
    });
    if (!/^(image|video)\//.test(file.type))
      return h(
        'div',
        { class: 'preview file' },
        icon(file.type.startsWith('audio/') ? 'music' : 'file'),
        h('span', {}, file.name),
        h('span', { class: 'faint' }, t.size(file.size)),
        remove,
      );
    const url = URL.createObjectURL(file);
    urls.push(url);
    const picture = file.type.startsWith('image/')
      ? h('img', { src: url, alt: file.name })
      : h('video', { src: url, muted: true, 'aria-label': file.name });
    return h('div', { class: 'preview' }, picture, remove);
  };
  const show = () => {
    title.textContent = t.sendFiles(files.length);
    grid.replaceChildren(...files.map(preview));
    const offered = waysToSend(files);
    if (!offered.includes(as)) as = offered[0] ?? 'document';
    ways.hidden = offered.length < 2;
    ways.replaceChildren(
      h('legend', { class: 'hidden-text' }, t.sendAs),
      ...offered.map((way) => {
        const radio = h('input', { type: 'radio', name: 'as', value: way, checked: way === as });
        radio.addEventListener('change', () => {
          as = way;
        });
        return h('label', { class: 'way' }, radio, h('span', {}, labels(t)[way]));
      }),
    );
  };
  cancel.addEventListener('click', () => dialog.close());
  caption.addEventListener('keydown', (event) => {
    if (event.key !== 'Enter' || event.shiftKey || event.isComposing) return;
    event.preventDefault();
    form.requestSubmit();
  });
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    send.disabled = true;
    send.textContent = t.uploading;
    deps.upload({ files, as, caption: caption.value.trim() }).then(
      () => dialog.close(),
      (error: unknown) => {
        send.disabled = false;
        send.textContent = t.send;
        deps.failed(error);
      },
    );
  });
  show();
  void openDialog(dialog).then(() => {
    for (const url of urls) URL.revokeObjectURL(url);
  });
  caption.focus();
}

/** Files dropped anywhere on the chat; the hint shows while they hang over it. */
export function acceptDrops(
  element: HTMLElement,
  hint: string,
  take: (files: File[]) => void,
): void {
  const veil = h('div', { class: 'drop-hint', hidden: true }, h('span', {}, hint));
  element.append(veil);
  const isFiles = (event: DragEvent) => event.dataTransfer?.types.includes('Files') ?? false;
  element.addEventListener('dragover', (event) => {
    if (!isFiles(event)) return;
    event.preventDefault();
    veil.hidden = false;
  });
  element.addEventListener('dragleave', (event) => {
    const to = event.relatedTarget;
    if (!(to instanceof Node) || !element.contains(to)) veil.hidden = true;
  });
  element.addEventListener('drop', (event) => {
    if (!isFiles(event)) return;
    event.preventDefault();
    veil.hidden = true;
    take([...(event.dataTransfer?.files ?? [])]);
  });
}
