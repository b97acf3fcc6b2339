/** Plays every fault to one widget: at its first load, and at a refresh of what it shows already. */
import { expect } from '@open-wc/testing';
import { MAX_BYTES } from '../../src/endpoint/http.ts';
import type { WidgetElement } from '../../src/elements/widget-element.ts';
import { endpoint, until, type ScriptedEndpoint } from '../helpers/endpoint.ts';
import type { Step } from '../server/scripted-server.ts';
import { type Fault, FAULTS, outcomeOf, SENTENCES, type Widget } from './faults.ts';

export interface Case {
  widget: Widget;
  /** A new element that asks this address. */
  create: (src: string) => WidgetElement<object>;
  body: string;
  contentType: string;
  /** What its content says when all is well. */
  content: RegExp;
}

/** More than a chunk of the browser's: what may be on its way when the cap is reached. */
const CHUNK = 2 * 1024 * 1024;

export function matrix(subject: Case): void {
  const good: Step = { body: subject.body, headers: { 'content-type': subject.contentType } };
  const lines: string[] = [];
  const { error } = console;
  before(() => {
    console.error = (...line: unknown[]) => lines.push(line.join(' '));
  });
  after(() => {
    console.error = error;
  });
  const largest = watchReaders();

  describe(`${subject.widget}, whatever its endpoint does`, () => {
    for (const fault of FAULTS) {
      describe(fault.name, () => {
        let cells: Record<'first' | 'refresh', Promise<void>>;
        beforeEach(function (this: Mocha.Context) {
          // Both at once, in the test that comes first: they are two widgets of two servers.
          cells ??= { first: firstLoad(fault), refresh: refreshing(fault) };
          for (const cell of Object.values(cells)) cell.catch(() => undefined);
        });
        it('first load', () => cells.first);
        it('refresh', () => cells.refresh);
      });
    }
  });

  async function firstLoad(fault: Fault): Promise<void> {
    const server = await endpoint(fault.play(subject.body, subject.contentType));
    const { element, page } = show(fault, server);
    const outcome = outcomeOf(fault, subject.widget);
    await until(() => !/idle|loading/.test(element.state), `${element.state} ends`, 20_000);
    await element.updateComplete;
    if (outcome === 'ready') {
      expect(element.state).to.equal('ready');
      expect(subject.content.test(said(element)), 'its content is on show').to.equal(true);
      expect(linesOf(server)).to.deep.equal([]);
    } else {
      expect(element.state).to.equal('error');
      failedAs(element, fault);
      await until(() => sentence(element), 'a sentence is drawn');
      expect(sentence(element)).to.match(
        SENTENCES[fault.status === 404 || fault.status === 410 ? 'not-found' : outcome],
      );
      expect(linesOf(server)).to.have.length(1);
    }
    await isBounded(fault, server);
    await isAlive(page);
    await server.becomes(good);
    // A person tries again; whoever was asked for patience may have to do so twice.
    await until(
      () => {
        element.shadowRoot!.querySelector<HTMLElement>('[part=retry]')?.click();
        return element.state === 'ready';
      },
      'it recovers',
      20_000,
    );
    await element.updateComplete;
    expect(subject.content.test(said(element)), 'its content is on show').to.equal(true);
    isUnpolluted();
    page.remove();
  }

  async function refreshing(fault: Fault): Promise<void> {
    const server = await endpoint(good);
    const { element, page } = show(fault, server, 1);
    const outcome = outcomeOf(fault, subject.widget);
    await until(() => element.state === 'ready', 'it is ready', 20_000);
    const before = (await server.asked()).length;
    await server.becomes(fault.play(subject.body, subject.contentType));
    if (outcome === 'ready') {
      await until(
        async () => (await server.asked()).slice(before).some(({ closed }) => closed),
        'it asks again',
        20_000,
      );
      expect(element.state).to.equal('ready');
      expect(linesOf(server)).to.deep.equal([]);
    } else {
      await until(() => element.state === 'stale', 'it is stale', 20_000);
      failedAs(element, fault);
      await until(() => element.shadowRoot!.querySelector('[part=stale]'), 'it says how old the data are');
      expect(linesOf(server)).to.have.length(1);
    }
    expect(subject.content.test(said(element)), 'its content is on show').to.equal(true);
    await isBounded(fault, server);
    await isAlive(page);
    await server.becomes(good);
    await until(() => element.state === 'ready', 'it recovers by itself', 20_000);
    expect(subject.content.test(said(element)), 'its content is on show').to.equal(true);
    isUnpolluted();
    page.remove();
  }

  /** A page with the widget, another button, and a clock that goes on. */
  function show(fault: Fault, server: ScriptedEndpoint, refresh?: number) {
    const page = document.createElement('main');
    const button = document.createElement('button');
    button.addEventListener('click', () => (button.dataset['clicked'] = 'yes'));
    const element = subject.create(server.url);
    element.lang = 'en';
    if (fault.timeout) element.timeout = fault.timeout;
    if (refresh) element.refresh = refresh;
    page.append(button, element);
    document.body.append(page);
    requestAnimationFrame(() => (page.dataset['drawn'] = 'yes'));
    setTimeout(() => (page.dataset['ticked'] = 'yes'));
    return { element, page };
  }

  async function isAlive(page: HTMLElement): Promise<void> {
    const button = page.querySelector('button')!;
    button.click();
    expect(button.dataset['clicked']).to.equal('yes');
    await until(() => page.dataset['drawn'] && page.dataset['ticked'], 'frames and timers go on');
  }

  function failedAs({ error }: WidgetElement<object>, fault: Fault): void {
    const outcome = outcomeOf(fault, subject.widget);
    // 404 and 410 are an HTTP status to some widgets and an unknown poll to another: the same to a citizen.
    expect(error?.code).to.match(outcome === 'not-found' ? /^(?:http|not-found)$/ : new RegExp(`^${outcome}$`));
    expect(error?.status).to.equal(fault.status);
  }

  async function isBounded({ mustHangUp }: Fault, server: ScriptedEndpoint): Promise<void> {
    expect(largest(), 'bytes read of one answer').to.be.at.most(MAX_BYTES + CHUNK);
    if (!mustHangUp) return;
    await until(async () => (await server.asked()).some(({ aborted }) => aborted), 'the client hangs up');
  }

  function linesOf(server: ScriptedEndpoint): string[] {
    return lines.filter((line) => line.includes(server.url));
  }
}

function said({ shadowRoot }: Element): string {
  return shadowRoot!.querySelector('section')!.textContent;
}

function sentence({ shadowRoot }: Element): string | undefined {
  return shadowRoot!.querySelector('[part=message] p')?.textContent.trim();
}

function isUnpolluted(): void {
  expect(({} as { polluted?: boolean }).polluted).to.equal(undefined);
}

/** The bytes of the largest body that anybody has read so far. */
function watchReaders(): () => number {
  const sizes = new WeakMap<ReadableStreamDefaultReader, number>();
  let largest = 0;
  const { read } = ReadableStreamDefaultReader.prototype;
  before(() => {
    ReadableStreamDefaultReader.prototype.read = async function (this: ReadableStreamDefaultReader) {
      const part = (await read.call(this)) as ReadableStreamReadResult<Uint8Array>;
      const size = (sizes.get(this) ?? 0) + (part.value?.length ?? 0);
      sizes.set(this, size);
      largest = Math.max(largest, size);
      return part;
    } as typeof read;
  });
  after(() => {
    ReadableStreamDefaultReader.prototype.read = read;
  });
  return () => largest;
}
