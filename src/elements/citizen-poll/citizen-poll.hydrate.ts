/** For the script tag: registers `<citizen-poll>` where it may be drawn already, here or by a server. */
import '../hydrate.ts';
import './citizen-poll.define.ts';
