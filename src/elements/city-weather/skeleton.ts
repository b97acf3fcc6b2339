import { css, html, nothing } from 'lit';
import { parsePlaces } from '../../weather/places.ts';
import { type CityWeather, hasOwnView } from './city-weather.ts';

/** Grey shapes of the report's size. */
export function skeleton(host: object): unknown {
  const { wanted, layout, places } = host as CityWeather;
  const { show, days } = wanted;
  const bones = (amount: number) => Array.from({ length: amount }, () => html`<span class="bone"></span>`);
  if (hasOwnView(layout)) return html`${bones(layout === 'compact' ? 1 : 4)}`;
  return html`
    ${
      parsePlaces(places).length > 1
        ? html`<div class="tabs">
            <span class="tab"><span class="bone"></span></span>
          </div>`
        : nothing
    }
    <div class="now">
      <span class="icon"></span><span class="temperature"><span class="bone"></span></span>
      <div class="words">${bones(2)}</div>
    </div>
    <div class="bones">
      ${show.some((part) => part === 'humidity' || part === 'wind' || part === 'feels-like') ? html`<div>${bones(2)}</div>` : nothing}
      ${show.includes('hours') ? html`<div class="hours"></div>` : nothing}
      ${show.includes('days') ? html`<div>${Array.from({ length: days }, () => html`<div class="day-bone"><span class="bone"></span></div>`)}</div>` : nothing}
    </div>
  `;
}

export const styles = css`
  .bones {
    display: grid;
    gap: calc(4 * var(--_space));
    margin-block-start: calc(4 * var(--_space));
  }
  .hours {
    min-block-size: 15.5em;
  }
  .day-bone {
    padding-block: calc(2 * var(--_space));
    border-block-end: 1px solid transparent;
  }
`;
