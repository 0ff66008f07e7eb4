import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Notice } from '../shell/Notice';
import { show } from './screens';
import { asked } from './stream';
import './console.css';

// Read once, and taken out of the address: it is a secret, and histories are kept
const wanted = location.pathname.endsWith('/console') ? asked(location.hash) : null;
if (wanted !== null) {
  history.replaceState(null, '', location.pathname);
}

/** A guest's screen or terminal. Whoever has the address may see it; nobody has to log in. */
export function ConsolePage() {
  const { t } = useTranslation();
  const place = useRef<HTMLDivElement>(null);
  const [end, setEnd] = useState<string | null>(null);

  useEffect(() => {
    if (wanted === null || place.current === null) {
      return undefined;
    }
    let close = () => {};
    let gone = false;
    show(wanted, place.current, (reason) => gone || setEnd(reason)).then(
      (opened) => (gone ? opened() : (close = opened)),
      (error: Error) => setEnd(error.message),
    );
    return () => {
      gone = true;
      close();
    };
  }, []);

  if (wanted === null) {
    return <Notice status="warning" title={t('console.noToken')} body={t('console.howToOpen')} />;
  }
  return (
    <main className="caelum-console">
      {end !== null && <Notice status="info" title={t('console.ended')} body={end === '' ? t('console.askAgain') : end} />}
      <div ref={place} className="caelum-console-place" hidden={end !== null} aria-label={t('console.title')} />
    </main>
  );
}
