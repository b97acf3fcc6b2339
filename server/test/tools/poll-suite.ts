import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { setTimeout as delay } from 'node:timers/promises';
import { solve } from '../../../src/outbox/proof-of-work.ts';
import { close, redactVote, reopen } from '../../src/acts.ts';
import { exported } from '../../src/polls/export.ts';
import { withCorrection } from '../../src/polls/poll.ts';
import { audit } from '../../src/submissions/audit.ts';
import { codeHash, newCode } from '../../src/submissions/codes.ts';
import { counts, getPoll, rawRequest, testServer, vote, type TestServer, type TestServerOptions } from './server.ts';
import { collect, ONE_STOP_OFFICE } from './site.ts';

const PAST = '2021-07-13T14:21:00+07:00';
const FUTURE = new Date(Date.now() + 3_600_000).toISOString();
const KIOSK_TOKEN = 'tablet-in-the-hall-2021';

export const POLLS = [
  ONE_STOP_OFFICE,
  { ...ONE_STOP_OFFICE, id: 'gio-mo-cua', kind: 'multiple', minChoices: 1, maxChoices: 2 },
  { ...ONE_STOP_OFFICE, id: 'da-dong', expiresAt: PAST },
  { ...ONE_STOP_OFFICE, id: 'chua-mo', opensAt: FUTURE },
  { ...ONE_STOP_OFFICE, id: 'kin', results: 'after-close' },
  { ...ONE_STOP_OFFICE, id: 'khong-cong-bo', results: 'never', expiresAt: PAST },
  { ...ONE_STOP_OFFICE, id: 'mot-mang', voter: 'network', votesPerNetwork: 3 },
  { ...ONE_STOP_OFFICE, id: 'co-ma', voter: 'code' },
  { ...ONE_STOP_OFFICE, id: 'co-ma-doi-duoc', voter: 'code', allowChange: true },
  { ...ONE_STOP_OFFICE, id: 'kiosk', voter: 'open', kioskToken: KIOSK_TOKEN },
  { ...ONE_STOP_OFFICE, id: 'tinh-toan', proofOfWork: 'always' },
  { ...ONE_STOP_OFFICE, id: 'gop-y', kind: 'multiple', comment: { title: 'Vì sao?', maxLength: 20 } },
  { ...ONE_STOP_OFFICE, id: 'gop-y-co-ma', comment: true, voter: 'code', allowChange: true },
];

/** What polls do, whatever the database. */
export function pollSuite(database: string, options: () => Promise<TestServerOptions>): void {
  describe(`polls in ${database}`, () => {
    let settings: TestServerOptions;
    let server: TestServer;
    before(async () => {
      settings = { ...(await options()), site: { polls: POLLS, rateLimit: { votesPerMinute: 10_000 } } };
      server = await testServer(settings);
    });
    after(() => server.stop());

    const totalOf = async (id: string): Promise<number | null> => (await getPoll(server, id)).body.votes_count;

    it('shows a poll that nobody has voted in', async () => {
      const { status, headers, body } = await getPoll(server, 'mot-cua');
      assert.equal(status, 200);
      assert.match(headers.get('cache-control')!, /^public, max-age=0, s-maxage=1\b/);
      assert.deepEqual(body, {
        id: 'mot-cua',
        question: ONE_STOP_OFFICE.question,
        options: ONE_STOP_OFFICE.options.map((option) => ({ ...option, votes_count: 0 })),
        kind: 'single',
        min_choices: 1,
        max_choices: 1,
        opens_at: null,
        expires_at: null,
        expired: false,
        results: 'after-vote',
        votes_count: 0,
        voters_count: 0,
        voted: false,
        own_votes: [],
        allow_change: false,
      });
    });

    it('counts a vote and marks it as the voter’s own', async () => {
      const { status, body } = await vote(server, 'mot-cua', ['duoc']);
      assert.equal(status, 200);
      assert.deepEqual(counts(body), [0, 1, 0]);
      assert.deepEqual([body.voted, body.own_votes, body.votes_count, body.voters_count], [true, ['duoc'], 1, 1]);
    });

    it('gives a retry the same answer and counts it once', async () => {
      const before = await totalOf('mot-cua');
      const key = crypto.randomUUID();
      const first = await vote(server, 'mot-cua', ['tot'], { key });
      const second = await vote(server, 'mot-cua', ['tot'], { key });
      const shouted = await vote(server, 'mot-cua', ['tot'], { key: key.toUpperCase() });
      assert.deepEqual(second.body, first.body);
      assert.deepEqual(shouted.body, first.body);
      assert.equal(await totalOf('mot-cua'), before! + 1);
    });

    it('counts tries of one vote that arrive together once', async () => {
      const before = await totalOf('mot-cua');
      const key = crypto.randomUUID();
      const answers = await Promise.all(Array.from({ length: 20 }, () => vote(server, 'mot-cua', ['kem'], { key })));
      assert.deepEqual(new Set(answers.map(({ status }) => status)), new Set([200]));
      assert.equal(await totalOf('mot-cua'), before! + 1);
    });

    it('refuses a used key that comes with other choices', async () => {
      const key = crypto.randomUUID();
      await vote(server, 'mot-cua', ['tot'], { key });
      const { status, body } = await vote(server, 'mot-cua', ['kem'], { key });
      assert.equal(status, 422);
      assert.match(body.type!, /invalid$/);
    });

    it('counts every one of many votes that arrive together', async () => {
      const before = await totalOf('mot-cua');
      const answers = await Promise.all(Array.from({ length: 80 }, () => vote(server, 'mot-cua', ['tot'])));
      assert.ok(answers.every(({ status }) => status === 200));
      assert.equal(await totalOf('mot-cua'), before! + 80);
    });

    it('counts choices and voters of a multiple-choice poll apart', async () => {
      await vote(server, 'gio-mo-cua', ['kem', 'tot']);
      const { body } = await vote(server, 'gio-mo-cua', ['tot']);
      assert.deepEqual(counts(body), [2, 0, 1]);
      assert.deepEqual([body.votes_count, body.voters_count], [3, 2]);
    });

    it('keeps a comment and a context for the office, tells them to nobody, and counts the choices alone', async () => {
      const send = (body: object, key = crypto.randomUUID()) => vote(server, 'gop-y', [], { key, body });
      assert.deepEqual((await getPoll(server, 'gop-y')).body.comment, { title: 'Vì sao?', max_length: 20 });
      const key = crypto.randomUUID();
      const words = { comment: ' =Chờ lâu, "quá" lâu ', context: 'Quầy 3' };
      const first = await send({ choices: ['kem', 'tot'], ...words }, key);
      assert.deepEqual([first.status, first.body.own_votes, counts(first.body)], [200, ['tot', 'kem'], [1, 0, 1]]);
      // A retry is known by its choices.
      assert.deepEqual((await send({ choices: ['tot', 'kem'], ...words }, key)).body, first.body);
      assert.equal((await send({ choices: ['tot'], ...words }, key)).status, 422);
      await send({ choices: ['tot'], comment: '  ', context: '' });
      await send({ choices: ['duoc'], context: 'Quầy 1' });
      assert.equal((await send({ choices: ['duoc'], comment: 'x'.repeat(20) })).status, 200);
      for (const wrong of [
        { comment: 'x'.repeat(21) },
        { comment: 1 },
        { comment: null },
        { context: 'x'.repeat(201) },
        { context: {} },
      ])
        assert.equal((await send({ choices: ['tot'], ...wrong })).status, 422, JSON.stringify(wrong));
      assert.equal((await vote(server, 'mot-cua', [], { body: { choices: ['tot'], comment: 'Chào' } })).status, 422);

      const text = JSON.stringify([first.body, (await getPoll(server, 'gop-y')).body]);
      assert.doesNotMatch(text, /Chờ lâu|Quầy/);
      const { told, counted } = await server.store.polls.recount('gop-y');
      assert.deepEqual(told, counted);
      assert.deepEqual([...counted.votes].sort(), [
        ['duoc', 2],
        ['kem', 1],
        ['tot', 2],
      ]);

      const poll = (await server.store.polls.find('gop-y'))!;
      const textOf = async (format: 'csv' | 'json'): Promise<string> =>
        (await collect(exported(poll, { format, separator: ',', votes: server.store.polls.kept('gop-y') }))).join('');
      const csv = await textOf('csv');
      assert.match(csv, /^\uFEFFtime,Tốt,Được,Kém,context,id,comment\r\n/);
      assert.match(csv, new RegExp(`:00Z,1,,1,Quầy 3,${key},"'=Chờ lâu, ""quá"" lâu"\\r\\n`));
      assert.match(csv, /:00Z,1,,,,,\r\n/);
      assert.match(csv, /:00Z,,1,,Quầy 1,,\r\n/);
      const { votes } = JSON.parse(await textOf('json')) as { votes: Record<string, unknown>[] };
      const { time, ...told3 } = votes.find(({ id }) => id === key)!;
      assert.match(time as string, /:00Z$/);
      assert.deepEqual(told3, { choices: ['tot', 'kem'], id: key, comment: '=Chờ lâu, "quá" lâu', context: 'Quầy 3' });

      await redactVote(server.store, 'gop-y', key.toUpperCase(), 'nguyen');
      await assert.rejects(redactVote(server.store, 'gop-y', crypto.randomUUID(), 'nguyen'), /has no vote/);
      const after = await textOf('csv');
      assert.doesNotMatch(after, /Chờ lâu|Quầy 3/);
      assert.match(after, new RegExp(`:00Z,1,,1,,${key},\\[redacted\\]\\r\\n`));
      assert.deepEqual((await server.store.polls.recount('gop-y')).counted, counted);
      assert.equal((await send({ choices: ['kem', 'tot'], ...words }, key)).status, 200);
      const last = (await collect(server.store.logged())).at(-1)!;
      assert.deepEqual([last.by, last.action, last.subject, last.detail], ['nguyen', 'redact', 'gop-y', key]);
      await assert.rejects(
        server.store.polls.define({ ...poll.definition, comment: true }),
        /its comment can't change/,
      );
    });

    it('replaces a vote with its comment by another of the same code', async () => {
      const code = newCode();
      await server.store.polls.addCodes('gop-y-co-ma', [codeHash(code, await server.store.secret('codes'))]);
      const send = (choice: string, comment: string) =>
        vote(server, 'gop-y-co-ma', [], { headers: { 'Civic-Code': code }, body: { choices: [choice], comment } });
      await send('tot', 'Nhanh, gọn');
      assert.deepEqual(counts((await send('kem', 'Chờ lâu')).body), [0, 0, 1]);
      const kept = await collect(server.store.polls.kept('gop-y-co-ma'));
      assert.deepEqual(
        kept.map(({ choices, comment }) => [choices, comment]),
        [[['kem'], 'Chờ lâu']],
      );
      assert.match((await audit(server.store, ['gop-y-co-ma'])).lines[0]!, /the tally agrees/);
    });

    it('opens a poll again that was closed by hand, and none that has ended', async () => {
      await server.store.polls.define({ ...ONE_STOP_OFFICE, id: 'mo-lai' });
      await close(server.store, 'mo-lai', 'nguyen');
      assert.equal((await vote(server, 'mo-lai', ['tot'])).status, 410);
      await reopen(server.store, 'mo-lai', 'nguyen');
      assert.equal((await vote(server, 'mo-lai', ['tot'])).status, 200);
      await assert.rejects(reopen(server.store, 'da-dong', 'nguyen'), /ended at/);
      await server.store.polls.purge('mo-lai', new Date());
      await assert.rejects(reopen(server.store, 'mo-lai', 'nguyen'), /deleted/);
      const acts = (await collect(server.store.logged())).filter(({ subject }) => subject === 'mo-lai');
      assert.deepEqual(
        acts.map(({ action }) => action),
        ['define', 'close', 'open', 'purge'],
      );
    });

    it('refuses too many, too few, unknown and repeated choices, and counts none of them', async () => {
      const before = await totalOf('gio-mo-cua');
      for (const choices of [['tot', 'duoc', 'kem'], [], ['tot', 'khac'], ['tot', 'tot'], 'tot', [1], null]) {
        const { status, body } = await vote(server, 'gio-mo-cua', choices);
        assert.equal(status, 422, JSON.stringify(choices));
        assert.match(body.type!, /invalid$/);
      }
      assert.equal((await vote(server, 'mot-cua', ['tot', 'kem'])).status, 422);
      assert.equal(await totalOf('gio-mo-cua'), before);
    });

    it('says that a closed poll is closed and still shows its results', async () => {
      const { status, body } = await vote(server, 'da-dong', ['tot']);
      assert.equal(status, 410);
      assert.match(body.type!, /closed$/);
      const poll = await getPoll(server, 'da-dong');
      assert.equal(poll.body.expired, true);
      assert.deepEqual(counts(poll.body), [0, 0, 0]);
    });

    it('takes no vote before the poll opens', async () => {
      const { status, body, headers } = await vote(server, 'chua-mo', ['tot']);
      assert.equal(status, 403);
      assert.match(body.type!, /not-open$/);
      assert.ok(Number(headers.get('retry-after')) > 3500);
    });

    it('answers a retry of a counted vote after the poll has closed', async () => {
      await server.store.polls.define({ ...ONE_STOP_OFFICE, id: 'sap-dong' });
      const key = crypto.randomUUID();
      await vote(server, 'sap-dong', ['tot'], { key });
      assert.equal(await server.store.polls.close('sap-dong', new Date()), true);
      assert.equal((await vote(server, 'sap-dong', ['tot'], { key })).status, 200);
      assert.equal((await vote(server, 'sap-dong', ['tot'])).status, 410);
      const { body } = await getPoll(server, 'sap-dong');
      assert.deepEqual([body.expired, counts(body)], [true, [1, 0, 0]]);
      assert.ok(Date.parse(body.expires_at!) <= Date.now());
    });

    it('hides counts from everyone while the poll wants them hidden', async () => {
      const { body } = await vote(server, 'kin', ['tot']);
      assert.deepEqual(counts(body), [null, null, null]);
      assert.deepEqual([body.votes_count, body.voters_count, body.own_votes], [null, null, ['tot']]);
      await server.store.polls.close('kin', new Date());
      assert.deepEqual(counts((await getPoll(server, 'kin')).body), [1, 0, 0]);
      assert.deepEqual(counts((await getPoll(server, 'khong-cong-bo')).body), [null, null, null]);
    });

    it('says that a poll is unknown', async () => {
      for (const answer of [await getPoll(server, 'khong-co'), await vote(server, 'khong-co', ['tot'])]) {
        assert.equal(answer.status, 404);
        assert.match(answer.body.type!, /not-found$/);
        assert.equal(answer.headers.get('content-type'), 'application/problem+json');
      }
    });

    it('lets an office behind one address cast several votes, and then says that they are used up', async () => {
      const key = crypto.randomUUID();
      const statuses = [];
      for (const options of [{ key }, {}, {}, {}])
        statuses.push((await vote(server, 'mot-mang', ['tot'], options)).status);
      assert.deepEqual(statuses, [200, 200, 200, 409]);
      assert.equal((await vote(server, 'mot-mang', ['tot'], { key })).status, 200);
      assert.equal(await totalOf('mot-mang'), 3);
    });

    it('never lets a network past its votes when they arrive together', async () => {
      await server.store.polls.define({
        ...ONE_STOP_OFFICE,
        id: 'mot-mang-dong',
        voter: 'network',
        votesPerNetwork: 5,
      });
      const answers = await Promise.all(Array.from({ length: 40 }, () => vote(server, 'mot-mang-dong', ['tot'])));
      assert.equal(answers.filter(({ status }) => status === 200).length, 5);
      assert.equal(await totalOf('mot-mang-dong'), 5);
    });

    it('keeps no address, only a hash whose salt is deleted the next day', async () => {
      const [first] = await collect(server.store.polls.kept('mot-mang'));
      assert.deepEqual(Object.keys(first!).sort(), ['at', 'choices', 'key']);
      assert.ok(!JSON.stringify(await collect(server.store.polls.kept('mot-mang'))).includes('127.0.0.1'));
      const yesterday = await server.store.secret('network 2021-07-12');
      await server.store.forgetSecretsBefore('network ', 'network 2021-07-13');
      assert.notDeepEqual(await server.store.secret('network 2021-07-12'), yesterday);
    });

    it('counts a one-time code once, however it is typed, and knows its voter again', async () => {
      const [code, unknown] = [newCode(), newCode()];
      await server.store.polls.addCodes('co-ma', [codeHash(code, await server.store.secret('codes'))]);
      const typed = code.toLowerCase().replaceAll('-', ' ');
      const { status, body } = await vote(server, 'co-ma', [], { body: { choices: ['tot'], code: typed } });
      assert.deepEqual([status, body.own_votes], [200, ['tot']]);
      assert.equal((await vote(server, 'co-ma', ['kem'], { headers: { 'Civic-Code': code } })).status, 409);
      assert.equal((await vote(server, 'co-ma', ['kem'], { headers: { 'Civic-Code': unknown } })).status, 422);
      assert.equal((await vote(server, 'co-ma', ['kem'])).status, 422);
      const poll = await getPoll(server, 'co-ma', { 'Civic-Code': code });
      assert.deepEqual([poll.body.voted, poll.body.own_votes, counts(poll.body)], [true, [], [1, 0, 0]]);
      assert.equal((await getPoll(server, 'co-ma', { 'Civic-Code': unknown })).body.voted, false);
    });

    it('counts a code once when it is used twice at the same moment', async () => {
      const code = newCode();
      await server.store.polls.addCodes('co-ma', [codeHash(code, await server.store.secret('codes'))]);
      const before = await totalOf('co-ma');
      const answers = await Promise.all(
        Array.from({ length: 10 }, () => vote(server, 'co-ma', ['kem'], { headers: { 'Civic-Code': code } })),
      );
      assert.deepEqual(answers.map(({ status }) => status).sort(), [200, ...Array<number>(9).fill(409)]);
      assert.equal(await totalOf('co-ma'), before! + 1);
    });

    it('replaces a vote where the poll allows it, and a late retry of the old one changes nothing', async () => {
      const code = newCode();
      await server.store.polls.addCodes('co-ma-doi-duoc', [codeHash(code, await server.store.secret('codes'))]);
      const headers = { 'Civic-Code': code };
      const key = crypto.randomUUID();
      assert.deepEqual(counts((await vote(server, 'co-ma-doi-duoc', ['tot'], { headers, key })).body), [1, 0, 0]);
      const { body } = await vote(server, 'co-ma-doi-duoc', ['kem'], { headers });
      assert.deepEqual([counts(body), body.voters_count, body.own_votes], [[0, 0, 1], 1, ['kem']]);
      assert.deepEqual(counts((await vote(server, 'co-ma-doi-duoc', ['tot'], { headers, key })).body), [0, 0, 1]);
      assert.deepEqual(counts((await vote(server, 'co-ma-doi-duoc', ['duoc'], { headers })).body), [0, 1, 0]);
      assert.equal((await collect(server.store.polls.kept('co-ma-doi-duoc'))).length, 1);
    });

    it('takes votes of a kiosk that shows its token, and of nothing else', async () => {
      assert.equal((await vote(server, 'kiosk', ['tot'])).status, 403);
      assert.equal((await vote(server, 'kiosk', ['tot'], { query: '?kiosk=guessed' })).status, 403);
      assert.equal((await vote(server, 'kiosk', ['tot'], { query: `?kiosk=${KIOSK_TOKEN}` })).status, 200);
      assert.equal(
        (await vote(server, 'kiosk', ['tot'], { headers: { Authorization: `Bearer ${KIOSK_TOKEN}` } })).status,
        200,
      );
      assert.ok(!JSON.stringify((await getPoll(server, 'kiosk')).body).includes(KIOSK_TOKEN));
    });

    it('asks for a proof of work, and takes each proof for one vote of one poll', async () => {
      const key = crypto.randomUUID();
      const asked = await vote(server, 'tinh-toan', ['tot'], { key });
      assert.equal(asked.status, 428);
      assert.match(asked.body.type!, /proof-required$/);
      // The widget's own way to solve it.
      const proof = (await solve(asked.body.challenge!))!;
      const { number, ...payload } = JSON.parse(atob(proof)) as { number: number };
      const wrong = { 'Civic-Proof': btoa(JSON.stringify({ ...payload, number: number + 1 })) };
      const headers = { 'Civic-Proof': proof };
      assert.equal((await vote(server, 'tinh-toan', ['tot'], { headers })).status, 428);
      assert.equal((await vote(server, 'tinh-toan', ['tot'], { key, headers: wrong })).status, 428);
      assert.equal((await vote(server, 'tinh-toan', ['tot'], { key, headers })).status, 200);
      assert.equal((await vote(server, 'tinh-toan', ['tot'], { key, headers })).status, 200);
      assert.equal(await totalOf('tinh-toan'), 1);
    });

    it('freezes what was asked with the first vote, and shows corrections of titles as such', async () => {
      const poll = { ...ONE_STOP_OFFICE, id: 'dong-bang' };
      await server.store.polls.define(poll);
      await server.store.polls.define({ ...poll, question: 'Trước phiếu đầu tiên' });
      await server.store.polls.define(poll);
      await vote(server, 'dong-bang', ['tot']);
      const changes: [object, RegExp][] = [
        [{ options: poll.options.slice(1) }, /its options can't change/],
        [{ options: poll.options.toReversed() }, /its options can't change/],
        [{ options: poll.options.map((one) => ({ ...one, title: `${one.title}?` })) }, /its options can't change/],
        [{ question: 'Câu hỏi khác' }, /its question can't change/],
        [{ kind: 'rating' }, /its kind can't change/],
        [{ voter: 'code' }, /its voter can't change/],
        [{ results: 'never' }, /its results can't change/],
      ];
      for (const [change, reason] of changes)
        await assert.rejects(server.store.polls.define({ ...poll, ...change }), reason);
      await server.store.polls.define({ ...poll, expiresAt: FUTURE, description: 'Thêm mô tả' });
      const correction = { at: '2026-11-30T08:00:00Z', option: 'kem', from: 'Kém', to: 'Còn kém' };
      await server.store.polls.correct(
        'dong-bang',
        correction,
        (before) => withCorrection(before, correction),
        'nguyen',
      );
      const { body } = await getPoll(server, 'dong-bang');
      assert.deepEqual(
        [body.description, body.options[2]!.title, body.corrections, body.voters_count],
        ['Thêm mô tả', 'Còn kém', [correction], 1],
      );
      assert.equal((await vote(server, 'dong-bang', ['kem'])).status, 200);
      const acts = (await collect(server.store.logged())).filter(({ subject }) => subject === 'dong-bang');
      assert.deepEqual(
        acts.map(({ action, by }) => `${action} ${by}`),
        ['define server', 'define server', 'define server', 'define server', 'correct nguyen'],
      );
    });

    it('recounts the tallies from the votes, and says what differs', async () => {
      const { lines, differs } = await audit(server.store);
      assert.equal(differs, false, lines.join('\n'));
      assert.ok(lines.includes('administrative log: whole'));
      assert.match(lines.join('\n'), /^mot-cua: \d+ votes, the tally agrees$/m);
    });

    it('keeps votes to the hour and in no order that tells who came after whom', async () => {
      const votes = await collect(server.store.polls.kept('mot-cua'));
      assert.ok(votes.length > 80);
      for (const { at } of votes) assert.equal(at.getTime() % 3_600_000, 0);
      assert.deepEqual(
        votes.map(({ key }) => key),
        votes.map(({ key }) => key).toSorted(),
      );
    });

    it('deletes the votes of a poll and keeps its counts', async () => {
      await server.store.polls.define({ ...ONE_STOP_OFFICE, id: 'da-xoa', voter: 'network' });
      await vote(server, 'da-xoa', ['tot']);
      await server.store.polls.close('da-xoa', new Date());
      assert.equal(await server.store.polls.purge('da-xoa', new Date()), 1);
      assert.deepEqual(await collect(server.store.polls.kept('da-xoa')), []);
      assert.deepEqual(counts((await getPoll(server, 'da-xoa')).body), [1, 0, 0]);
      const { lines, differs } = await audit(server.store, ['da-xoa']);
      assert.equal(differs, false);
      assert.match(lines[0]!, /^da-xoa: 1 voters; votes were deleted at /);
    });

    it('takes no code from an address, which stands in logs', async () => {
      const { status, body } = await vote(server, 'co-ma', ['tot'], { query: '?code=ABCD-EFGH-JKMN' });
      assert.equal(status, 422);
      assert.match(body.detail!, /Civic-Code/);
    });

    it('says that a poll is unknown whatever bytes its id has', async () => {
      for (const id of ['%00', '%FF', '..%2F', 'a%20b', "'", '%E1%BB%99', 'x'.repeat(3000), '__proto__']) {
        const { status } = await rawRequest(`${server.url}/polls/${id}`);
        assert.equal(status, 404, id);
      }
    });

    it('still has every vote after a restart', async () => {
      const before = (await getPoll(server, 'mot-cua')).body;
      await server.stop();
      server = await testServer({ ...settings, data: server.data });
      assert.deepEqual(counts((await getPoll(server, 'mot-cua')).body), counts(before));
      assert.equal((await collect(server.store.polls.kept('mot-cua'))).length, before.voters_count);
    });

    it('answers what has arrived before it stops', async () => {
      const before = await totalOf('mot-cua');
      const votes = Promise.allSettled(Array.from({ length: 50 }, () => vote(server, 'mot-cua', ['tot'])));
      await delay(5);
      await server.stop();
      const answers = await votes;
      const counted = answers.filter((answer) => answer.status === 'fulfilled' && answer.value.status === 200).length;
      server = await testServer({ ...settings, data: server.data });
      assert.equal(await totalOf('mot-cua'), before! + counted);
    });
  });
}
