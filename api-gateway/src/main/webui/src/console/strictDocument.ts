/**
 * The document as xterm.js sees it. The terminal writes its rules into style elements, which our content security policy
 * forbids; here the same rules become constructed style sheets, which it allows.
 */
export function strictDocument(): Document {
  return new Proxy(document, {
    get(target, name) {
      if (name === 'createElement') {
        return (tag: string) => (tag === 'style' ? styleElement() : target.createElement(tag));
      }
      const value = Reflect.get(target, name, target) as unknown;
      return typeof value === 'function' ? (value.bind(target) as unknown) : value;
    },
  });
}

/** Stays empty in the page; what is written into it goes into a sheet of the document. */
function styleElement(): HTMLStyleElement {
  const element = document.createElement('style');
  const sheet = new CSSStyleSheet();
  document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet];
  Object.defineProperty(element, 'textContent', {
    get: () => [...sheet.cssRules].map((rule) => rule.cssText).join('\n'),
    set: (rules: string) => sheet.replaceSync(rules),
  });
  element.remove = () => {
    document.adoptedStyleSheets = document.adoptedStyleSheets.filter((other) => other !== sheet);
    Element.prototype.remove.call(element);
  };
  return element;
}
