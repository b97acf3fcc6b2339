import { define } from '../define.ts';
import { CitizenPoll } from './citizen-poll.ts';

define('citizen-poll', CitizenPoll);

export * from './citizen-poll.ts';
