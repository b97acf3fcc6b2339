import { expect } from '@open-wc/testing';
import { CitizenPoll, CityWeather, DistrictNews } from '../../../src/index.ts';
import { isPlain } from '../../../src/elements/plain.ts';
import { place } from './helpers.ts';

/** All attributes of the widgets, by whether a first view draws what they say (or has nothing to do with it). */
const PLAIN =
  'src heading heading-level refresh timeout credentials time-zone limit show structured-data ' +
  'places days hours units locate poll sort worst-first';
const RARE =
  'format loading layout page-size category open new-tab dates air-src air-scale warnings-src results kiosk kiosk-reset';

describe('a tag is plain', () => {
  for (const attribute of `${PLAIN} lang id class data-x aria-label v-bind`.split(' ')) {
    it(`with ${attribute}`, () => {
      expect(isPlain(place(`<x-x ${attribute}="1"></x-x>`))).to.equal(true);
    });
  }

  for (const attribute of RARE.split(' ')) {
    it(`not with ${attribute}`, () => {
      expect(isPlain(place(`<x-x lang="vi" ${attribute}="1"></x-x>`))).to.equal(false);
    });
  }

  it('or not for every attribute that there is', () => {
    const all = [DistrictNews, CityWeather, CitizenPoll].flatMap(({ observedAttributes }) => observedAttributes);
    expect([...new Set(all)].sort()).to.deep.equal(`${PLAIN} ${RARE}`.split(' ').sort());
  });
});
