/** What we use of noVNC, which comes without types for its module. */
declare module '@novnc/novnc' {
  export default class RFB {
    constructor(target: HTMLElement, channel: WebSocket);
    scaleViewport: boolean;
    focusOnConnect: boolean;
    disconnect(): void;
  }
}
