const [moreNews, newTab, reverse, remove] = document.querySelectorAll('button');
const output = document.querySelector('output');
const widgets = document.querySelector('#widgets');
const news = document.querySelector('district-news');

moreNews.addEventListener('click', async () => {
  const { later } = await (await fetch('../site.json')).json();
  news.data = later;
});
newTab.addEventListener('click', () => news.toggleAttribute('new-tab'));
reverse.addEventListener('click', () => widgets.append(...[...widgets.querySelectorAll('citizen-poll')].reverse()));
remove.addEventListener('click', () => {
  if (widgets.isConnected) widgets.remove();
  else document.querySelector('main').append(widgets);
  remove.textContent = widgets.isConnected ? 'Remove' : 'Show';
});

document.addEventListener('civic-load', ({ target, detail }) => {
  if (target === news) output.textContent = `${detail.data.items.length} from ${detail.from}`;
});
document.addEventListener('civic-vote', ({ detail }) => {
  output.textContent = `${detail.poll.id}: ${detail.choices}`;
});
