import './embed-builder.define.ts';

// The page is the builder's: its title and language follow.
const builder = document.querySelector('embed-builder');
builder?.addEventListener('language-change', () => {
  document.documentElement.lang = builder.language;
  document.title = `${builder.words.get('title')} – civic-widgets`;
});
