import '../../src/elements/citizen-survey/citizen-survey.define.ts';
import { surveyWire } from '../survey/surveys.ts';
import { matrix } from './matrix.ts';

matrix({
  widget: 'survey',
  create: (src) => Object.assign(document.createElement('citizen-survey'), { src }),
  body: JSON.stringify(surveyWire()),
  contentType: 'application/json',
  content: /How was the counter today/,
});
