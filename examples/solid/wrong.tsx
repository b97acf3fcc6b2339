/** What must not compile. */
import type {} from 'civic-widgets/jsx';

export const wrong = [
  // @ts-expect-error no such layout
  <district-news layout="table" />,
  // @ts-expect-error no such property
  <district-news layuot="list" />,
  // @ts-expect-error Solid would set "headinglevel"
  <district-news headingLevel={3} />,
  // @ts-expect-error a number
  <district-news prop:headingLevel="three" />,
  // @ts-expect-error a number, also as an attribute
  <district-news heading-level="three" />,
  // @ts-expect-error not what news are made of
  <district-news data={5} />,
  // @ts-expect-error only what the page may set
  <district-news state="ready" />,
  // @ts-expect-error a boolean
  <citizen-poll kiosk="yes" />,
  // @ts-expect-error an event of that name has no such detail
  <citizen-poll on:civic-vote={({ detail }) => detail.votes} />,
  // @ts-expect-error news have no votes
  <district-news on:civic-vote={() => undefined} />,
  // @ts-expect-error no such scale
  <city-weather air-scale="eu" />,
  // @ts-expect-error degrees
  <weather-place latitude="north" />,
  // @ts-expect-error no such unit
  <civic-settings units="kelvin" />,
];

export const right = (
  <civic-settings endpoint="/api" strings={{ 'news.heading': 'Tin phường' }} fetch={fetch}>
    <district-news class="news" layout="cards" limit={3} heading-level="3" open="dialog" new-tab />
    <city-weather places="ha-noi" lang="vi">
      <weather-place name="Huế" latitude={16.46} longitude={107.59} />
    </city-weather>
    <citizen-poll poll="mot-cua" kiosk on:civic-vote={({ detail }) => detail.poll.voters_count} />
  </civic-settings>
);
