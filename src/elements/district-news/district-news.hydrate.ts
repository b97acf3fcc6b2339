/** For the script tag: registers `<district-news>` where it may be drawn already, here or by a server. */
import '../hydrate.ts';
import './district-news.define.ts';
