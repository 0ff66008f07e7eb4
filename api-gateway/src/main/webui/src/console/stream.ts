/** What an address like `/dashboard/console#novnc=TOKEN` asks for. */
export interface Asked {
  kind: 'novnc' | 'serial';
  token: string;
}

/** The part behind `#` never leaves the browser, so the token gets into no log on its way. */
export function asked(hash: string): Asked | null {
  const found = /^#(novnc|serial)=([\w.~-]+)$/.exec(hash);
  const [, kind, token] = found ?? [];
  return kind === undefined || token === undefined ? null : { kind: kind as Asked['kind'], token };
}

/** Why a stream ended: the gateway's reason where it gave one. */
export type Ended = (reason: string) => void;

/** Opens the stream of a console; it is ready for its bytes when this resolves. */
export function openStream(token: string, ended: Ended): Promise<WebSocket> {
  const scheme = location.protocol === 'https:' ? 'wss' : 'ws';
  const socket = new WebSocket(`${scheme}://${location.host}/console/v1/stream`);
  socket.binaryType = 'arraybuffer';
  socket.addEventListener('close', (event) => ended(event.reason));
  return new Promise((resolve) => {
    socket.addEventListener('open', () => {
      socket.send(token);
      resolve(socket);
    });
  });
}
