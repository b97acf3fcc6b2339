import { define } from '../define.ts';
import { CitizenSurvey } from './citizen-survey.ts';

define('citizen-survey', CitizenSurvey);

export * from './citizen-survey.ts';
