/** The floor of the demo: its four blocks by hand, for its endpoints and its language, and nothing more. */
const created = <Tag extends keyof HTMLElementTagNameMap>(tag: Tag, text = ''): HTMLElementTagNameMap[Tag] => {
  const element = document.createElement(tag);
  element.textContent = text;
  return element;
};
const day = new Intl.DateTimeFormat('vi', { dateStyle: 'short', timeZone: 'Asia/Ho_Chi_Minh' });
const textOf = (item: Element, name: string): string => item.getElementsByTagName(name)[0]?.textContent ?? '';
const parsed = (html: string): Document => new DOMParser().parseFromString(html, 'text/html');
const host = (element: Element): ShadowRoot => {
  const root = element.attachShadow({ mode: 'open' });
  root.append(created('h2', element.getAttribute('heading') ?? ''));
  return root;
};

const feeds = new Map<string, Promise<Element[]>>();
function feed(url: string): Promise<Element[]> {
  const read = async (): Promise<Element[]> => {
    const body = await (await fetch(url)).text();
    return [...new DOMParser().parseFromString(body, 'text/xml').getElementsByTagName('item')];
  };
  if (!feeds.has(url)) feeds.set(url, read());
  return feeds.get(url)!;
}

async function news(element: Element): Promise<void> {
  const items = await feed(element.getAttribute('src')!);
  const root = host(element);
  if (element.getAttribute('layout') === 'article') {
    const [item] = items;
    if (!item) return;
    const content = created('div');
    content.setAttribute('part', 'content');
    const html = textOf(item, 'content:encoded') || textOf(item, 'description');
    content.append(...[...parsed(html).querySelectorAll('p')].map(({ textContent }) => created('p', textContent)));
    root.append(
      created('h3', textOf(item, 'title')),
      created('p', day.format(new Date(textOf(item, 'pubDate')))),
      content,
    );
    return;
  }
  const list = created('ul');
  for (const item of items.slice(0, 5)) {
    const row = created('li');
    row.className = 'item';
    const title = created('h3');
    const link = created('a', textOf(item, 'title'));
    link.href = textOf(item, 'link');
    title.append(link);
    const summary = parsed(textOf(item, 'description')).body.textContent;
    row.append(title, created('p', day.format(new Date(textOf(item, 'pubDate')))), created('p', summary));
    list.append(row);
  }
  root.append(list);
}

interface Forecast {
  current: { temperature_2m: number; relative_humidity_2m: number };
  hourly: { temperature_2m: number[] };
  daily: { time: (string | number)[]; temperature_2m_max: number[]; temperature_2m_min: number[] };
}

async function weather(element: Element): Promise<void> {
  const query = new URLSearchParams({
    latitude: '21.03,16.07,10.78',
    longitude: '105.85,108.22,106.7',
    current: 'temperature_2m,relative_humidity_2m,weather_code,wind_speed_10m',
    hourly: 'temperature_2m,weather_code,precipitation',
    daily: 'temperature_2m_max,temperature_2m_min,weather_code',
    forecast_days: '5',
    timezone: 'auto',
  });
  const answer = (await (await fetch(`/weather?${query}`)).json()) as Forecast | Forecast[];
  const [report] = [answer].flat();
  if (!report) return;
  const root = host(element);
  root.append(...['Hà Nội', 'Đà Nẵng', 'TP Hồ Chí Minh'].map((name) => created('button', name)));
  const now = created('p', `${Math.round(report.current.temperature_2m)}°C`);
  now.setAttribute('part', 'temperature');
  const hours = report.hourly.temperature_2m.slice(0, 24);
  const [low, high] = [Math.min(...hours), Math.max(...hours)];
  const svg = document.createElementNS('http://www.w3.org/2000/svg', 'svg');
  const line = document.createElementNS('http://www.w3.org/2000/svg', 'polyline');
  const y = (hour: number): number => 60 - (50 * (hour - low)) / (high - low || 1);
  line.setAttribute('points', hours.map((hour, i) => `${i * 12},${y(hour)}`).join(' '));
  svg.append(line);
  const days = created('table');
  report.daily.time.forEach((_, i) => {
    const row = days.insertRow();
    for (const value of [i, report.daily.temperature_2m_max[i], report.daily.temperature_2m_min[i]])
      row.insertCell().textContent = String(value);
  });
  root.append(now, created('p', `Độ ẩm ${report.current.relative_humidity_2m}%`), svg, days);
}

async function poll(element: Element): Promise<void> {
  const answer = await fetch(`/polls/${element.getAttribute('poll')}`);
  const { question, options } = (await answer.json()) as { question: string; options: { id: string; title: string }[] };
  const root = host(element);
  const form = created('form');
  const group = created('fieldset');
  group.append(created('legend', question));
  for (const { id, title } of options) {
    const label = created('label', title);
    const input = created('input');
    Object.assign(input, { type: 'radio', name: 'choice', value: id });
    label.prepend(input);
    group.append(label);
  }
  form.append(group, created('button', 'Gửi'));
  root.append(form);
}

for (const element of document.querySelectorAll('district-news')) void news(element);
for (const element of document.querySelectorAll('city-weather')) void weather(element);
for (const element of document.querySelectorAll('citizen-poll')) void poll(element);
