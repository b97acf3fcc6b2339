import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { createLog, isLogLevel, type LogLevel } from './http/log.ts';
import { openSqlite } from './polls/sqlite.ts';
import { PollInUseError, type PollStore } from './polls/store.ts';
import { ROOT, SAMPLES, startServer, VERSION } from './server.ts';
import { checkSite, readSite, SiteError, type Site } from './site.ts';

const HELP = `civic-widgets-server ${VERSION}

  civic-widgets-server [serve]          serves the endpoints and the widgets; without --config, a demo of them

  --config FILE   the site's configuration
  --data DIR      where polls and copies are kept (default .data)
  --port NUMBER   instead of the configuration's
  --live          the demo asks Open-Meteo instead of a recording
  --log LEVEL     debug, info (default), warn, error or silent
`;

/** Runs a command line; resolves with the exit code. */
export async function main(args: string[]): Promise<number> {
  try {
    const { values } = parseArgs({
      args,
      allowPositionals: true,
      options: {
        config: { type: 'string' },
        data: { type: 'string', default: '.data' },
        port: { type: 'string' },
        live: { type: 'boolean', default: false },
        log: { type: 'string' },
        help: { type: 'boolean', short: 'h', default: false },
      },
    });
    if (values.help) {
      console.log(HELP);
      return 0;
    }
    const demo = values.config === undefined;
    const level = values.log ?? (demo ? 'warn' : 'info');
    if (!isLogLevel(level)) throw new SiteError(`--log ${level}: there is no such level`);
    const site = demo ? demoSite() : readSite(resolve(values.config!));
    if (values.port !== undefined) site.port = Number(values.port);
    return await serveUntilSignal(site, resolve(values.data), level, demo, values.live);
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    const isUsersMistake = error instanceof SiteError || error instanceof PollInUseError || code?.startsWith('ERR_PARSE_ARGS');
    if (!isUsersMistake && code !== 'EADDRINUSE' && code !== 'EACCES') throw error;
    console.error(code === 'EADDRINUSE' ? `${message}: another program listens there; take another --port` : message);
    return 2;
  }
}

async function serveUntilSignal(site: Site, data: string, level: LogLevel, demo: boolean, live: boolean): Promise<number> {
  const log = createLog(level);
  const store: PollStore = openSqlite(join(data, 'polls.sqlite'));
  const server = await startServer({ site, data, store, log, demo, recorded: demo && !live });
  console.log(`civic-widgets-server ${VERSION} is listening at ${server.url}/`);
  if (!existsSync(join(ROOT, 'dist/embed/civic-widgets.js'))) console.log('The widgets are not built yet: npm run build');
  await new Promise((resolve) => {
    process.once('SIGINT', resolve);
    process.once('SIGTERM', resolve);
  });
  await server.stop();
  return 0;
}

/** What is served without a configuration: the three blocks of a ward's page, from samples. */
function demoSite(): Site {
  return checkSite({
    news: { feeds: [{ id: 'ward', file: join(SAMPLES, 'news.xml') }] },
    polls: [
      {
        id: 'mot-cua',
        question: 'Đánh giá thái độ tiếp công dân của cán bộ Một cửa quận',
        kind: 'rating',
        results: 'after-vote',
        options: [
          { id: 'rat-hai-long', title: 'Rất hài lòng' },
          { id: 'hai-long', title: 'Hài lòng' },
          { id: 'binh-thuong', title: 'Bình thường' },
          { id: 'khong-hai-long', title: 'Không hài lòng' },
          { id: 'rat-khong-hai-long', title: 'Rất không hài lòng' },
        ],
      },
    ],
  });
}
