import 'civic-widgets/define';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';

const RSS = `<rss version="2.0"><channel><title>Phường</title>
  <item><title>Lịch tiếp công dân</title><link>https://phuong.example/1</link></item></channel></rss>`;
const POLL = {
  id: 'mot-cua',
  question: 'Hài lòng không?',
  options: [
    { id: 'co', title: 'Có' },
    { id: 'khong', title: 'Không' },
  ],
};

// The widgets speak the page's language.
beforeEach(() => document.documentElement.setAttribute('lang', 'vi'));

afterEach(() => {
  document.body.replaceChildren();
  vi.unstubAllGlobals();
});

/** Resolves when the widget has something to show. */
function loaded(widget) {
  return new Promise((resolve, reject) => {
    widget.addEventListener('civic-load', () => resolve(widget.updateComplete));
    widget.addEventListener('civic-error', ({ detail }) => reject(detail.error));
  });
}

test('the news come from the endpoint', async () => {
  const fetch = vi.fn(async () => new Response(RSS, { headers: { 'content-type': 'application/rss+xml' } }));
  vi.stubGlobal('fetch', fetch);
  const news = document.createElement('district-news');
  news.setAttribute('src', 'https://phuong.example/rss');
  document.body.append(news);
  await loaded(news);
  expect(fetch).toHaveBeenCalledOnce();
  expect(news.state).toBe('ready');
  expect(news.shadowRoot.querySelector('a').href).toBe('https://phuong.example/1');
  expect(news.shadowRoot.textContent).toContain('Lịch tiếp công dân');
});

test('a poll is given, and a vote is sent', async () => {
  const sent = [];
  vi.stubGlobal('fetch', async (url, { method = 'GET', body } = {}) => {
    if (method === 'POST') sent.push(body);
    return Response.json({ ...POLL, voted: method === 'POST', own_votes: ['co'] });
  });
  const poll = document.createElement('citizen-poll');
  poll.data = POLL;
  poll.src = 'https://phuong.example/polls/mot-cua';
  document.body.append(poll);
  await loaded(poll);
  const voted = new Promise((resolve) => poll.addEventListener('civic-vote', resolve));
  poll.shadowRoot.querySelector('input').click();
  await poll.updateComplete;
  poll.shadowRoot.querySelector('[part=submit]').click();
  expect((await voted).detail.choices).toEqual(['co']);
  expect(sent).toHaveLength(1);
});

test('the weather is given', async () => {
  const weather = document.createElement('city-weather');
  weather.data = {
    reports: [{ place: { name: 'Hà Nội' }, current: { time: '2026-01-05T01:00:00Z', temperature: 31 } }],
  };
  document.body.append(weather);
  await loaded(weather);
  expect(weather.shadowRoot.textContent).toContain('31');
});
