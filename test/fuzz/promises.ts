/** What every model promises, whatever the document: checked on each value that a parser gives. */
import assert from 'node:assert/strict';
import { CivicError } from '../../src/errors.ts';
import type { NewsFeed } from '../../src/news/index.ts';
import type { Poll } from '../../src/poll/index.ts';
import { percentages } from '../../src/poll/index.ts';
import {
  cleanAnswers,
  shownQuestions,
  surveyFaults,
  surveySteps,
  type Survey,
  type SurveyAnswers,
} from '../../src/survey/index.ts';
import {
  WEATHER_CONDITIONS,
  type WeatherMoment,
  type WeatherReport,
  type WeatherWarning,
} from '../../src/weather/index.ts';

/** What `read` gives, or undefined when it throws the one error that it may throw. */
export function readOr<T>(read: () => T): T | undefined {
  try {
    return read();
  } catch (error) {
    assert.ok(error instanceof CivicError, `threw ${String(error)} ${error instanceof Error ? error.stack : ''}`);
    assert.equal(error.code, 'format');
    assert.equal(typeof error.message, 'string');
    return undefined;
  }
}

export function promisesOfFeed(feed: NewsFeed): void {
  optional(feed.title, isText);
  optional(feed.url, isSafeUrl);
  optional(feed.language, isText);
  optional(feed.updated, isDate);
  assert.ok(Array.isArray(feed.items));
  for (const item of feed.items) {
    isText(item.id);
    isText(item.title);
    assert.ok(!/[\n\r\0]/.test(item.title), 'a title is one line');
    optional(item.url, isSafeUrl);
    optional(item.summary, isText);
    optional(item.html, isText);
    optional(item.published, isDate);
    optional(item.updated, isDate);
    optional(item.source, isText);
    isTexts(item.authors);
    isTexts(item.categories);
    optional(item.image, (image) => {
      isSafeUrl(image.url);
      optional(image.alt, isText);
      optional(image.width, isNumber(0, 1e9));
      optional(image.height, isNumber(0, 1e9));
    });
  }
}

export function promisesOfReport(report: WeatherReport): void {
  isText(report.place.name);
  optional(report.place.latitude, isNumber(-90, 90));
  optional(report.place.longitude, isNumber(-180, 180));
  optional(report.place.timeZone, isText);
  optional(report.issued, isDate);
  optional(report.current, promisesOfMoment);
  report.hours.forEach(promisesOfMoment);
  for (const day of report.days) {
    assert.match(day.date, /^\d{4}-\d\d-\d\d$/);
    isDate(new Date(day.date));
    optional(day.condition, isCondition);
    optional(day.high, isNumber(-95, 65));
    optional(day.low, isNumber(-95, 65));
    optional(day.rain, isNumber(0, 1e6));
    optional(day.rainChance, isNumber(0, 100));
    optional(day.sunrise, isDate);
    optional(day.sunset, isDate);
    optional(day.uv, isNumber(0, 50));
  }
  optional(report.air, (air) => {
    isNumber(0, 500)(air.index);
    isText(air.level);
    optional(air.pm25, isNumber(0, 1e6));
  });
  optional(report.attribution, ({ name, url }) => {
    isText(name);
    isSafeUrl(url);
  });
  promisesOfWarnings(report.warnings);
}

function promisesOfMoment(moment: WeatherMoment): void {
  isDate(moment.time);
  optional(moment.condition, isCondition);
  optional(moment.isDay, (value) => assert.equal(typeof value, 'boolean'));
  optional(moment.temperature, isNumber(-95, 65));
  optional(moment.feelsLike, isNumber(-130, 90));
  optional(moment.humidity, isNumber(0, 100));
  optional(moment.windSpeed, isNumber(0, 150));
  optional(moment.windGust, isNumber(0, 150));
  optional(moment.windFrom, isNumber(0, 360));
  optional(moment.rain, isNumber(0, 4000));
  optional(moment.rainChance, isNumber(0, 100));
  optional(moment.uv, isNumber(0, 50));
}

export function promisesOfWarnings(warnings: readonly WeatherWarning[]): void {
  for (const warning of warnings) {
    isText(warning.id);
    isText(warning.title);
    assert.notEqual(warning.title, '');
    assert.ok(['extreme', 'severe', 'moderate', 'minor', 'unknown'].includes(warning.severity));
    for (const text of [warning.event, warning.description, warning.instruction, warning.sender, warning.language])
      optional(text, isText);
    optional(warning.url, isSafeUrl);
    optional(warning.source, isSafeUrl);
    optional(warning.onset, isDate);
    optional(warning.expires, isDate);
    for (const area of warning.areas) {
      isText(area.name);
      for (const [north, east] of (area.polygons ?? []).flat()) {
        isNumber(-90, 90)(north);
        isNumber(-180, 180)(east);
      }
      for (const circle of area.circles ?? []) isNumber(-Infinity, Infinity)(circle.radius);
    }
  }
}

export function promisesOfPoll(poll: Poll): void {
  isText(poll.id);
  isText(poll.question);
  optional(poll.description, isText);
  const ids = poll.options.map((option) => {
    isText(option.id);
    isText(option.title);
    assert.notEqual(option.title, '');
    if (option.votes_count !== null) isCount(option.votes_count);
    return option.id;
  });
  assert.equal(new Set(ids).size, ids.length, 'an id is an option');
  assert.ok(['single', 'multiple', 'rating'].includes(poll.kind));
  assert.ok(poll.min_choices >= 1 && poll.max_choices >= poll.min_choices);
  for (const time of [poll.opens_at, poll.expires_at]) if (time !== null) isDate(new Date(time));
  for (const count of [poll.votes_count, poll.voters_count]) if (count !== null) isCount(count);
  assert.equal(typeof poll.expired, 'boolean');
  assert.equal(typeof poll.voted, 'boolean');
  assert.ok(poll.own_votes.every((id) => ids.includes(id)));
  for (const share of percentages(poll)) isNumber(0, 100)(share);
}

export function promisesOfSurvey(survey: Survey, answers: SurveyAnswers): void {
  isText(survey.id);
  isText(survey.title);
  for (const text of [survey.description, survey.thanks, survey.privacy?.text]) optional(text, isText);
  optional(survey.privacy?.url, isSafeUrl);
  for (const time of [survey.opens_at, survey.expires_at]) if (time !== null) isDate(new Date(time));
  const ids = survey.questions.map(({ id }) => id);
  assert.equal(new Set(ids).size, ids.length, 'an id is a question');
  survey.questions.forEach((question, index) => {
    assert.notEqual(question.title, '');
    if (question.when) assert.ok(ids.indexOf(question.when.question) < index, 'conditions look back');
    if ('options' in question) assert.ok(question.options.length > 0);
  });
  const shown = shownQuestions(survey, answers).map(({ id }) => id);
  assert.deepEqual(
    surveySteps(survey, answers).flatMap(({ questions }) => questions.map(({ id }) => id)),
    shown,
  );
  const sent = cleanAnswers(survey, answers);
  assert.ok(Object.keys(sent).every((id) => shown.includes(id)));
  assert.deepEqual(cleanAnswers(survey, sent), sent, 'what is clean stays as it is');
  surveyFaults(survey.questions, answers);
}

export function isSafeUrl(url: string): void {
  isText(url);
  const { protocol, username, password, href } = new URL(url);
  assert.match(protocol, /^https?:$/, `unsafe: ${url}`);
  assert.equal(username + password, '', `user info: ${url}`);
  assert.equal(href, url);
}

export function isDate(date: Date): void {
  assert.ok(date instanceof Date && !Number.isNaN(date.getTime()), 'a date is valid or absent');
}

function isText(text: unknown): void {
  assert.equal(typeof text, 'string', `no text: ${String(text)}`);
}

function isTexts(texts: readonly string[]): void {
  assert.ok(Array.isArray(texts));
  texts.forEach(isText);
}

function isNumber(min: number, max: number): (value: number) => void {
  return (value) =>
    assert.ok(typeof value === 'number' && value >= min && value <= max, `${String(value)} is out of bounds`);
}

function isCount(count: number): void {
  assert.ok(Number.isSafeInteger(count) && count >= 0, `${count} is no count`);
}

function isCondition(condition: number): void {
  assert.ok((WEATHER_CONDITIONS as readonly number[]).includes(condition), `${String(condition)} is no condition`);
}

function optional<T>(value: T | undefined, check: (value: T) => void): void {
  if (value !== undefined) check(value);
}
