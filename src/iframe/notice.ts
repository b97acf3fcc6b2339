import { TextsController } from '../i18n/texts-controller.ts';

/** What stands in the frame in place of a widget: a sentence, and the reason for the webmaster or a link for the citizen. */
export function showNotice(box: HTMLElement, { reason, link }: { reason?: string; link?: string }): void {
  const sentence = document.createElement('p');
  const more = document.createElement('p');
  const anchor = document.createElement('a');
  if (reason !== undefined) {
    more.lang = 'en';
    more.dir = 'ltr';
    more.textContent = reason;
  }
  if (link !== undefined) {
    anchor.href = link;
    anchor.target = '_blank';
    anchor.rel = 'noopener';
    more.append(anchor);
  }
  const draw = (): void => {
    if (texts.isBlank) return;
    const direction = texts.direction ?? 'ltr';
    // Writing it again would be a change of the page, which draws again.
    if (box.dir !== direction) box.dir = direction;
    sentence.textContent = texts.get('error.blocked');
    // The address can be read and copied where a sandbox lets no link open.
    if (link !== undefined) anchor.textContent = `${link.replace(/^https?:\/\//, '')} ${texts.get('new-tab')}`;
  };
  const texts = new TextsController(Object.assign(box, { requestUpdate: () => draw() }));
  texts.hostConnected();
  box.replaceChildren(sentence, more);
  draw();
}
