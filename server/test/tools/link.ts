/** A line between two programs: a TCP proxy that can be cut, as a network is, and that can be long. */
import { connect, createServer, type AddressInfo, type Socket } from 'node:net';

export interface Link {
  /** Where the near end listens. */
  port: number;
  /** Nothing gets through any more, and nobody is told: neither data nor the end of a connection. */
  cut(): void;
  /** What was sent meanwhile arrives. */
  heal(): void;
  close(): Promise<void>;
}

/** A link to a port on this machine; `delay`: ms that each byte takes, each way. */
export async function link(target: number, delay = 0): Promise<Link> {
  const sockets = new Set<Socket>();
  let isCut = false;
  /** What happened at an end while the link was cut. */
  let unheard: (() => void)[] = [];
  const hear = (news: () => void): void => {
    if (isCut) unheard.push(news);
    else if (delay > 0) setTimeout(news, delay);
    else news();
  };

  const server = createServer({ allowHalfOpen: true, noDelay: true }, (near) => {
    const far = connect({ port: target, host: '127.0.0.1', allowHalfOpen: true, noDelay: true });
    join(near, far);
    join(far, near);
  });
  function join(from: Socket, to: Socket): void {
    sockets.add(from);
    if (isCut) from.pause();
    from.on('data', (data: Buffer) =>
      hear(() => {
        if (to.write(data) || isCut) return;
        from.pause();
        to.once('drain', () => !isCut && from.resume());
      }),
    );
    from.on('end', () => hear(() => to.end()));
    // The system resets the connections of a program that was killed.
    from.on('error', () => {});
    from.on('close', (isBroken) => {
      sockets.delete(from);
      hear(() => (isBroken ? to.destroy() : to.end()));
    });
  }

  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    port: (server.address() as AddressInfo).port,
    cut() {
      isCut = true;
      for (const socket of sockets) socket.pause();
    },
    heal() {
      isCut = false;
      const news = unheard;
      unheard = [];
      for (const tell of news) tell();
      for (const socket of sockets) socket.resume();
    },
    close() {
      const closed = new Promise<void>((resolve) => server.close(() => resolve()));
      for (const socket of sockets) socket.destroy();
      return closed;
    },
  };
}
