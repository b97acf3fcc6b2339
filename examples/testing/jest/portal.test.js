import 'civic-widgets/define';

test('shows the news that it is given', async () => {
  const news = document.createElement('district-news');
  news.data = { items: [{ id: '1', title: 'Lịch tiếp công dân', url: 'https://phuong.example/1' }] };
  document.body.append(news);
  await new Promise((resolve) => news.addEventListener('civic-load', resolve));
  await news.updateComplete;
  expect(news.state).toBe('ready');
  expect(news.shadowRoot.querySelector('a').href).toBe('https://phuong.example/1');
});
