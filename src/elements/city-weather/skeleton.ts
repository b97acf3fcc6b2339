import { html, nothing } from 'lit';
import { css } from 'lit';
import { parsePlaces } from '../../weather/places.ts';
import { type CityWeather, hasOwnView } from './city-weather.ts';

/** Grey shapes of the report's size. What is `narrow` is the line that a text has more in a column, `slim` on a phone. */
export function skeleton(element: object): unknown {
  const host = element as CityWeather;
  const { layout, places } = host;
  const named = parsePlaces(places).length + host.querySelectorAll(':scope > weather-place').length;
  const each = (shape: unknown) => Array.from({ length: named || 1 }, () => shape);
  return html`${
      layout === 'list'
        ? html`<div class="row-bone wide"></div>
            ${each(html`<div class="row-bone">${BONE}</div>`)}`
        : layout === 'compact'
          ? html`<div class="line-bone">${BONE}</div>
              <div class="line-bone narrow">${BONE}</div>`
          : hasOwnView(layout)
            ? html`<div class="cards">${each(html`<div class="place card">${BONE}${place(host)}</div>`)}</div>`
            : html`${
                  named > 1
                    ? html`<div class="tabs">
                        <span class="tab">${BONE}</span
                        >${named > 2 ? html`<span class="tab second-bone">${BONE}</span>` : nothing}
                      </div>`
                    : nothing
                }
                <div class="place">${named > 1 ? nothing : BONE}${place(host)}</div>`
    }
    <p class="attribution-bone quiet">${BONE}<span class="bone slim"></span></p>`;
}

const BONE = html`<span class="bone"></span>`;

function place({ wanted: { show, days } }: CityWeather): unknown {
  const facts = show.flatMap((part) =>
    part === 'sun' ? [part, part] : ['feels-like', 'humidity', 'wind', 'rain', 'uv'].includes(part) ? part : [],
  );
  return html`<div class="now">
      <span class="icon"></span><span class="temperature">${BONE}</span>
      <div class="words">${BONE}${BONE}<span class="bone narrow"></span><span class="bone slim"></span></div>
    </div>
    ${
      facts.length
        ? html`<div class="facts-bone">
            ${facts.map((part) => html`<div class=${part === 'wind' ? 'wind-bone' : ''}>${BONE}${BONE}</div>`)}
          </div>`
        : nothing
    }
    ${show.includes('hours') ? html`<div class="hours"></div>` : nothing}
    ${
      show.includes('days')
        ? html`<div>
            ${BONE}
            ${Array.from({ length: days }, () => html`<div class="row-bone">${BONE}<span class="bone narrow quiet"></span></div>`)}
          </div>`
        : nothing
    }`;
}

export const styles = css`
  .hours {
    min-block-size: 16.6em;
  }
  .facts-bone {
    display: grid;
    grid-template-columns: repeat(auto-fit, minmax(min(7.5em, 100%), 1fr));
    gap: calc(3 * var(--_space)) calc(4 * var(--_space));
  }
  /* Three names have no room side by side in a sidebar. */
  .tab.second-bone {
    inline-size: 100%;
  }
  @container widget (inline-size >= 20em) {
    .second-bone {
      display: none;
    }
  }
  .row-bone {
    min-block-size: 3.06em;
    padding-block: calc(2 * var(--_space));
    border-block-end: 1px solid transparent;
  }
  .line-bone {
    padding-block: var(--_space);
  }
  .attribution-bone {
    margin-block-start: calc(4 * var(--_space));
  }
  @container widget (inline-size < 32em) {
    .row-bone.wide {
      display: none;
    }
  }
  @container widget (inline-size < 22em) {
    /* The wind's force has a line of its own. */
    .wind-bone {
      min-block-size: 4.1em;
    }
  }
  @container widget (inline-size >= 22em) {
    .skeleton .slim {
      display: none;
    }
  }
`;
