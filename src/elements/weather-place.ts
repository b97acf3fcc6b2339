import { LitElement } from 'lit';
import { property } from 'lit/decorators.js';

/**
 * One place of the `<city-weather>` or `<public-alerts>` around it. Without coordinates the name is looked up in the gazetteer.
 *
 * @tag weather-place
 */
export class WeatherPlaceElement extends LitElement {
  /** The place's name as it is shown. */
  @property({ reflect: true }) name = '';

  /** Degrees north, WGS 84. */
  @property({ type: Number, reflect: true }) latitude?: number;

  /** Degrees east, WGS 84. */
  @property({ type: Number, reflect: true }) longitude?: number;

  /** IANA name of the place's time zone. Default: as the weather's source says. */
  @property({ attribute: 'time-zone', reflect: true }) timeZone?: string;

  /** It says something to its parent and draws nothing. */
  protected override createRenderRoot(): this {
    return this;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'weather-place': WeatherPlaceElement;
  }
}
