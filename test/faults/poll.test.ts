import '../../src/elements/citizen-poll/citizen-poll.define.ts';
import { pollWire } from '../poll/polls.ts';
import { matrix } from './matrix.ts';

const poll = pollWire({ question: 'How was the one-stop office today?' });

matrix({
  widget: 'poll',
  create: (src) => Object.assign(document.createElement('citizen-poll'), { src }),
  body: JSON.stringify(poll),
  contentType: 'application/json',
  content: /How was the one-stop office today/,
});
