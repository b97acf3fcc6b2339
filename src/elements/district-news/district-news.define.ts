import { define } from '../define.ts';
import { DistrictNews } from './district-news.ts';

define('district-news', DistrictNews);

export * from './district-news.ts';
