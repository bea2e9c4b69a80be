// A way to a server that is slow at times, and cut off at times.

import { type AddressInfo, connect, createServer, type Server, type Socket } from "node:net";

export class CrookedProxy {
  /** How long each piece of data takes, in milliseconds. */
  delay = 0;
  /** Whether new connections are refused. */
  isClosed = false;
  connections = 0;
  readonly #server: Server;
  readonly #sockets = new Set<Socket>();

  private constructor(target: number) {
    this.#server = createServer((from) => {
      if (this.isClosed) {
        from.destroy();
        return;
      }
      this.connections += 1;
      const to = connect(target, "127.0.0.1");
      this.#join(from, to);
      this.#join(to, from);
    });
  }

  static async before(target: number): Promise<CrookedProxy> {
    const proxy = new CrookedProxy(target);
    await new Promise<void>((resolve) => proxy.#server.listen(0, "127.0.0.1", resolve));
    return proxy;
  }

  get port(): number {
    // INVARIANT: it listens on TCP.
    return (this.#server.address() as AddressInfo).port;
  }

  /** All that is open ends at once, whatever is on its way. */
  cut(): void {
    for (const socket of this.#sockets) socket.destroy();
  }

  async close(): Promise<void> {
    this.cut();
    await new Promise((resolve) => this.#server.close(resolve));
  }

  #join(from: Socket, to: Socket): void {
    this.#sockets.add(from);
    from.on("data", (bytes) => {
      if (this.delay === 0) to.write(bytes);
      else setTimeout(() => to.writable && to.write(bytes), this.delay);
    });
    from.on("error", () => undefined);
    from.on("close", () => {
      this.#sockets.delete(from);
      to.destroy();
    });
  }
}
