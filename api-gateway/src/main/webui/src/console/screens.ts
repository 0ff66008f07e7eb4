import { openStream, type Asked, type Ended } from './stream';

/** Shows a console in an element until the returned function is called. */
export async function show({ kind, token }: Asked, place: HTMLElement, ended: Ended): Promise<() => void> {
  return kind === 'novnc' ? screen(token, place, ended) : terminal(token, place, ended);
}

async function screen(token: string, place: HTMLElement, ended: Ended) {
  const { default: RFB } = await import('@novnc/novnc');
  const rfb = new RFB(place, await openStream(token, ended));
  rfb.scaleViewport = true;
  rfb.focusOnConnect = true;
  return () => rfb.disconnect();
}

async function terminal(token: string, place: HTMLElement, ended: Ended) {
  const [{ Terminal }, { FitAddon }, { strictDocument }] = await Promise.all([
    import('@xterm/xterm'),
    import('@xterm/addon-fit'),
    import('./strictDocument'),
    import('@xterm/xterm/css/xterm.css'),
  ]);
  const socket = await openStream(token, ended);
  const shown = new Terminal({ documentOverride: strictDocument(), convertEol: false, cursorBlink: true });
  const fit = new FitAddon();
  shown.loadAddon(fit);
  shown.open(place);
  fit.fit();
  shown.focus();
  const bytes = new TextEncoder();
  socket.addEventListener('message', (event) => shown.write(new Uint8Array(event.data as ArrayBuffer)));
  shown.onData((typed) => socket.send(bytes.encode(typed)));
  // A terminal that was quiet shows its prompt again
  socket.send(bytes.encode('\r'));
  return () => {
    socket.close();
    shown.dispose();
  };
}
