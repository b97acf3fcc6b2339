/** `civic-widgets/define`: registers all elements. */
import './elements/civic-settings/civic-settings.define.ts';
import './elements/district-news/district-news.define.ts';
import './elements/city-weather/city-weather.define.ts';
import './elements/citizen-poll/citizen-poll.define.ts';

export * from './index.ts';
